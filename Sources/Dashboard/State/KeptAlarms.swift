import RunModel

/// The alarms of the run on the screen, found once for every change: each picture counts them.
struct KeptAlarms: Sendable {
  /// Everything that they depend on.
  struct Question: Equatable, Sendable {
    let run: Int
    /// How much of the run had happened.
    let events: Int
  }

  let question: Question
  let alarms: [Alarm]
}
