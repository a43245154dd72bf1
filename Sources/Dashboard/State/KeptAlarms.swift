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

extension DashboardState {
  /// Every alarm of the run as it was at the playhead.
  var alarms: [Alarm] {
    if let kept = caches.alarms, kept.question == alarmQuestion { return kept.alarms }
    return Alarms.all(of: run)
  }

  mutating func rememberAlarms() {
    let question = alarmQuestion
    guard caches.alarms?.question != question else { return }
    caches.alarms = KeptAlarms(question: question, alarms: Alarms.all(of: run))
  }

  private var alarmQuestion: KeptAlarms.Question {
    KeptAlarms.Question(run: current, events: run.eventCount)
  }
}
