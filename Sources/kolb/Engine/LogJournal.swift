import ERLTraining
import Foundation
import RLCore
import RunLog
import RunModel
import Synchronization

/// Writes a loop's events to the log of its run, with what the clock says of each.
final class LogJournal: RunJournal {
  private struct Clock {
    /// Seconds of the run until the phase under way began.
    var elapsed: Double
    var phase: (phase: TrainingPhase, begin: ContinuousClock.Instant)?
    /// Seconds by phase since the last event that told them.
    var phases: [String: Double] = [:]
    /// Of the last update.
    var step = 0

    var now: Double {
      elapsed + (phase.map { ($0.begin.duration(to: .now)).seconds } ?? 0)
    }

    /// Puts the time since the phase began, or was last asked for, to its account.
    mutating func settle() {
      guard let current = phase else { return }
      let now = ContinuousClock.now
      let seconds = current.begin.duration(to: now).seconds
      elapsed += seconds
      phases[current.phase.rawValue, default: 0] += seconds
      phase = (current.phase, now)
    }
  }

  private let writer: EventWriter
  private let held = Mutex(HeldEvents())
  private let meter = Mutex(UsageMeter())
  private let clock: Mutex<Clock>
  /// Told of every event after it was written, such as to wake a screen.
  private let onEvent: @Sendable (RunEvent) -> Void

  /// - Parameters:
  ///   - writer: the log.
  ///   - elapsed: seconds that the run has taken before.
  ///   - step: training steps that the log knows of.
  ///   - onEvent: told of every event once it is written.
  init(
    _ writer: EventWriter, elapsed: Double = 0, step: Int = 0,
    onEvent: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.writer = writer
    self.onEvent = onEvent
    clock = Mutex(Clock(elapsed: elapsed, step: step))
  }

  func record(_ event: RunEvent) throws {
    let time = clock.withLock { clock in
      clock.settle()
      if case .update(let update) = event { clock.step = update.step }
      var phases: [String: Double] = [:]
      if event.tellsPhases {
        phases = clock.phases.mapValues { ($0 * 1e6).rounded() / 1e6 }
        clock.phases = [:]
      }
      return EventTime(
        elapsed: (clock.elapsed * 1e6).rounded() / 1e6, phases: phases,
        usage: event.tellsPhases ? meter.withLock { $0.news() } : nil)
    }
    try held.withLock { held in
      let logged = LoggedEvent(event, time: time)
      if !held.keep(logged) { try write(logged) }
    }
  }

  private func write(_ event: LoggedEvent) throws {
    try writer.append(event)
    onEvent(event.event)
  }

  func hold() -> Bool {
    let now = elapsed
    held.withLock { $0 = HeldEvents(since: now) }
    return true
  }

  /// Has all the time of the moment when others began to wait, so that times never go back from line
  /// to line, and the seconds that it took since then.
  func recordAhead(_ event: RunEvent) throws {
    let now = elapsed
    try held.withLock { held in
      var time = EventTime(elapsed: ((held.began ?? now) * 1e6).rounded() / 1e6)
      if event.tellsPhases {
        let seconds = held.secondsAhead()
        time.phases = [TrainingPhase.evaluation.rawValue: (seconds * 1e6).rounded() / 1e6]
      }
      try write(LoggedEvent(event, time: time))
    }
  }

  func release() throws {
    try held.withLock { held in
      while let event = held.next(writtenAt: writer.offset) { try write(event) }
    }
  }

  func discardHeld() { held.withLock { $0 = HeldEvents() } }

  func begin(_ phase: TrainingPhase?) {
    clock.withLock { clock in
      clock.settle()
      clock.phase = phase.map { ($0, .now) }
    }
  }

  /// Has what servers are asked for written down with the time.
  func count(_ usage: @escaping @Sendable () -> PolicyUsage) {
    meter.withLock { $0 = UsageMeter(usage) }
  }

  /// Training steps that the log knows of.
  var lastStep: Int { clock.withLock { $0.step } }

  var elapsed: Double { clock.withLock { $0.now } }

  var place: LogPlace {
    held.withLock { LogPlace(offset: writer.offset, held: $0.count) }
  }

  func offset(of place: LogPlace) -> Int {
    held.withLock { $0.offset(of: place) }
  }

  func synchronize() throws { try writer.synchronize() }

  /// Says to those who look at the run what its engine is doing.
  func tell(_ activity: EngineActivity) {
    // Nobody is hurt where it cannot be said: the log has what was asked for.
    try? writer.tell(activity)
  }

  /// Lets another program write the run.
  func close() { writer.close() }

  func makeCheckpoint(
    step: Int, state: [UInt8], _ write: @Sendable (_ folder: String) async throws -> Void
  ) async throws {
    try await writer.run.checkpointFolder(step: step).make(state: state, write)
  }

  func checkpointName(step: Int) -> String { writer.run.checkpointFolder(step: step).name }
}

/// What servers were asked for, as far as the log does not say it yet.
private struct UsageMeter {
  private var usage: @Sendable () -> PolicyUsage
  private var told = PolicyUsage()

  init(_ usage: @escaping @Sendable () -> PolicyUsage = { PolicyUsage() }) {
    self.usage = usage
  }

  /// What came since the last time; `nil` where nothing did.
  mutating func news() -> PolicyUsage? {
    let now = usage()
    defer { told = now }
    return now == told ? nil : now - told
  }
}

extension RunEvent {
  /// Whether the seconds of the phases before it belong to this event.
  fileprivate var tellsPhases: Bool {
    switch self {
    case .update, .evaluation: true
    default: false
    }
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
