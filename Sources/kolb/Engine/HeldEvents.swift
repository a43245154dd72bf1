import ERLTraining
import RunModel

/// Events that a journal keeps back until what stands before them is known.
struct HeldEvents {
  /// Seconds of the run when that began; `nil` where nothing is kept back.
  private(set) var began: Double?
  private var events: [LoggedEvent] = []
  /// Where those that were kept back came to stand, from the first on.
  private var offsets: [Int] = []

  /// When something was last recorded ahead of them, or could have been.
  private var ahead: ContinuousClock.Instant

  init(since began: Double? = nil, at now: ContinuousClock.Instant = .now) {
    self.began = began
    ahead = now
  }

  /// Seconds since then, which the run's own time does not have where steps are held back by a pace.
  mutating func secondsAhead(_ now: ContinuousClock.Instant = .now) -> Double {
    defer { ahead = now }
    return ahead.duration(to: now).seconds
  }

  /// How many wait; `nil` where none is kept back.
  var count: Int? { began.map { _ in events.count } }

  /// Takes an event, where events are kept back; says whether it did.
  mutating func keep(_ event: LoggedEvent) -> Bool {
    guard began != nil else { return false }
    events.append(event)
    return true
  }

  /// The next that is to be written, at the log's end; `nil` where no more wait, and none is kept
  /// back from then on.
  mutating func next(writtenAt end: Int) -> LoggedEvent? {
    offsets.append(end)
    guard offsets.count <= events.count else {
      events = []
      began = nil
      return nil
    }
    return events[offsets.count - 1]
  }

  /// Where a place of the log is, now that what waited then is written.
  func offset(of place: LogPlace) -> Int {
    guard let held = place.held, offsets.indices.contains(held) else { return place.offset }
    return offsets[held]
  }
}
