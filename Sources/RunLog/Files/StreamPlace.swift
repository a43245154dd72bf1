import RunModel

/// How far a stream of events has come, which tells what is said again.
///
/// A log is written in order, so whatever is of a step that has had its update was there before: a
/// stream says it again when somebody joins two pieces of a log that overlap, or when a program
/// that follows a log begins anew because the log was cut back.
package struct StreamPlace: Sendable {
  /// How often a run has begun, this one and another or the same before it.
  package private(set) var beginnings = 1
  /// Events that were there before, since the run last began.
  package private(set) var repeated = 0

  /// What is to be done with an event.
  private enum StreamVerdict {
    case new
    /// It was there before.
    case repeated
    /// Another run begins, or the same from its beginning.
    case anotherBeginning
  }

  private var hasBegun = false
  /// The step of the latest update.
  private var closed = Int.min
  /// The latest step of an attempt.
  private var latest = Int.min
  /// The attempts of the step under way.
  private var played: Set<StreamMark.AttemptMark> = []
  /// Its reflections, by their numbers.
  private var written: Set<Int> = []
  /// The step of the latest evaluation of each name.
  private var evaluated: [String: Int] = [:]
  private var isRepeating = false

  package init() {}

  /// The place behind the latest step of a run that was read before.
  package init(after run: RunState) {
    hasBegun = run.eventCount > 0
    closed = run.latestUpdate?.step ?? .min
    for point in run.evaluations {
      evaluated[point.record.name] = max(
        evaluated[point.record.name] ?? .min, point.record.step)
    }
  }

  /// Leaves out what a batch says again.
  ///
  /// Where a run begins anew in it, only what follows is left, and the batch says that what came
  /// before no longer holds.
  ///
  /// - Returns: where in the log the run begins anew, in bytes, if it does.
  package mutating func sort(_ batch: inout EventBatch) -> Int? {
    if batch.restarted { self = StreamPlace() }
    let (kept, beginning) = sorted(batch.events) { (StreamMark($0.event.event), $0.offset) }
    batch.events = kept
    if beginning != nil { batch.restarted = true }
    return beginning
  }

  /// The same for events without their words.
  package mutating func sort(_ batch: inout DigestBatch) -> Int? {
    if batch.restarted { self = StreamPlace() }
    let (kept, beginning) = sorted(batch.events) { (StreamMark($0.digest), $0.offset ?? 0) }
    batch.events = kept
    if beginning != nil { batch.restarted = true }
    return beginning
  }

  private mutating func sorted<Event>(
    _ events: [Event], by telling: (Event) -> (StreamMark, offset: Int)
  ) -> (kept: [Event], beginning: Int?) {
    // Mostly all of them are new, and then they are not copied.
    var kept: [Event]?
    var beginning: Int?
    for (place, event) in events.enumerated() {
      let (mark, offset) = telling(event)
      switch verdict(on: mark) {
      case .new: kept?.append(event)
      case .repeated:
        repeated += 1
        kept = kept ?? Array(events[..<place])
      case .anotherBeginning:
        beginning = offset
        kept = [event]
      }
    }
    return (kept ?? events, beginning)
  }

  /// Takes an event into account, in the order of the stream.
  private mutating func verdict(on mark: StreamMark) -> StreamVerdict {
    if case .beginning = mark {
      let isAnother = hasBegun
      let beginnings = beginnings + (isAnother ? 1 : 0)
      self = StreamPlace()
      self.beginnings = beginnings
      hasBegun = true
      return isAnother ? .anotherBeginning : .new
    }
    hasBegun = true
    if let wasSeen = wasSeen(mark) { isRepeating = wasSeen }
    return isRepeating ? .repeated : .new
  }

  /// Only the latest step is told apart where no updates say that the ones before are over.
  private mutating func forget(before step: Int) {
    guard step > latest else { return }
    latest = step
    played = []
    written = []
  }

  /// Whether an event was there before; `nil` of one that does not tell.
  private mutating func wasSeen(_ mark: StreamMark) -> Bool? {
    switch mark {
    case .update(let step):
      guard step > closed else { return true }
      closed = step
      played = []
      written = []
      return false
    case .attempt(let attempt, let step):
      guard step > closed else { return true }
      forget(before: step)
      return !played.insert(attempt).inserted
    case .reflection(let id, let step):
      guard step > closed else { return true }
      return !written.insert(id).inserted
    // These stand between the steps, and say only that they were there.
    case .memory(let step): return step < closed ? true : nil
    case .evaluation(let name, let step):
      if let last = evaluated[name], step <= last { return true }
      evaluated[name] = step
      return nil
    case .beginning, .other: return nil
    }
  }
}

/// What of an event tells whether it was there before.
enum StreamMark {
  case beginning
  case update(step: Int)
  case attempt(AttemptMark, step: Int)
  case reflection(id: Int, step: Int)
  case memory(step: Int)
  case evaluation(name: String, step: Int)
  case other

  struct AttemptMark: Hashable {
    var episode: Int
    var attempt: AttemptKind
    var retry: Int?
  }

  init(_ event: RunEvent) {
    self =
      switch event {
      case .runStarted: .beginning
      case .update(let update): .update(step: update.step)
      case .attempt(let attempt):
        Self.attempt(attempt.episode, attempt.attempt, attempt.retry, step: attempt.step)
      case .reflection(let reflection): .reflection(id: reflection.id, step: reflection.step)
      case .memory(let change): .memory(step: change.step)
      case .evaluation(let evaluation):
        .evaluation(name: evaluation.name, step: evaluation.step)
      default: .other
      }
  }

  init(_ digest: EventDigest) {
    switch digest {
    case .attempt(let attempt):
      self = Self.attempt(attempt.episode, attempt.attempt, attempt.retry, step: attempt.step)
    case .reflection(let reflection):
      self = .reflection(id: reflection.id, step: reflection.step)
    case .other(let event): self.init(event)
    }
  }

  /// Probes and evaluations may be repeated in a step, so they do not tell.
  private static func attempt(
    _ episode: Int, _ attempt: AttemptKind, _ retry: Int?, step: Int
  ) -> StreamMark {
    guard attempt == .first || attempt == .second else { return .other }
    return .attempt(AttemptMark(episode: episode, attempt: attempt, retry: retry), step: step)
  }
}
