import ERLTraining
import Foundation
import RunModel
import Synchronization

/// Spreads the phases of a training step over the time that a step is to take.
final class Pacemaker: Pacing {
  /// When the step under way began, or would have if it had been in time.
  private let begin = Mutex<ContinuousClock.Instant?>(nil)

  /// Between two looks at whether somebody changed the pace or wants something else.
  private static let look = Duration.milliseconds(40)

  func wait(before phase: TrainingPhase, rate: @Sendable () -> Double?) async {
    while let due = due(phase, rate: rate()), due > .now {
      guard (try? await Task.sleep(for: min(Self.look, due - .now))) != nil else { break }
    }
    guard phase == .first else { return }
    begin.withLock { begin in
      // A step that took longer is not caught up with.
      let due = begin.flatMap { Self.due(phase, rate: rate(), begin: $0) }
      begin = due.map { max($0, .now - .milliseconds(100)) } ?? .now
    }
  }

  private func due(_ phase: TrainingPhase, rate: Double?) -> ContinuousClock.Instant? {
    begin.withLock { $0 }.flatMap { Self.due(phase, rate: rate, begin: $0) }
  }

  private static func due(
    _ phase: TrainingPhase, rate: Double?, begin: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    rate.map { begin + .seconds(phase.share / $0) }
  }
}

extension TrainingPhase {
  /// How much of a step lies before the phase; of the first one, the whole step before.
  fileprivate var share: Double {
    switch self {
    case .reflection: 0.25
    case .second: 0.5
    case .probe: 0.65
    case .update: 0.75
    case .evaluation: 0.9
    case .first: 1
    }
  }
}
