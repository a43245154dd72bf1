import Synchronization

/// The stages of a training step, in order.
package enum TrainingPhase: String, Sendable, CaseIterable {
  case first
  case reflection
  case second
  case update
  case evaluation
}

/// What a person or program wants of a running loop.
///
/// The loop asks between phases; everyone else may tell at any time, from any thread.
package final class TrainingControl: Sendable {
  /// How far a paused loop may go.
  package enum Allowance: Sendable, Equatable {
    case nothing
    case onePhase
    /// Until the next training step would begin.
    case restOfStep
  }

  private struct State {
    var isPaused = false
    var allowance = Allowance.nothing
    var isStopping = false
    var waiting: CheckedContinuation<Void, Never>?

    /// Whether a phase may run now; uses up what was allowed.
    mutating func mayBegin(_ phase: TrainingPhase, isWaiting: Bool) -> Bool {
      guard isPaused else { return true }
      switch allowance {
      case .nothing: return false
      case .onePhase:
        allowance = .nothing
        return true
      case .restOfStep:
        // Whoever waits before a new step goes through that one.
        guard phase == .first, !isWaiting else { return true }
        allowance = .nothing
        return false
      }
    }
  }

  private let state = Mutex((state: State(), phase: TrainingPhase.first))

  package init() {}

  /// Whether the loop ends after the step under way.
  package var isStopping: Bool { state.withLock { $0.state.isStopping } }

  /// Whether the loop stands still until somebody lets it go on.
  package var isHolding: Bool { state.withLock { $0.state.waiting != nil } }

  /// Holds the loop before its next phase.
  package func pause() {
    state.withLock {
      $0.state.isPaused = true
      $0.state.allowance = .nothing
    }
  }

  /// Lets the loop go on.
  package func resume() {
    wake { $0.isPaused = false }
  }

  /// Lets the loop go on for a while, then holds it again.
  package func step(_ allowance: Allowance = .onePhase) {
    wake {
      $0.isPaused = true
      $0.allowance = allowance
    }
  }

  /// Ends the run after the step under way, with a checkpoint.
  package func stop() {
    wake {
      $0.isStopping = true
      $0.isPaused = false
    }
  }

  /// Returns when a phase may run.
  package func waitForTurn(before phase: TrainingPhase) async {
    await withCheckedContinuation { continuation in
      let mayRun = state.withLock { both in
        both.phase = phase
        if both.state.mayBegin(phase, isWaiting: false) { return true }
        both.state.waiting = continuation
        return false
      }
      if mayRun { continuation.resume() }
    }
  }

  private func wake(_ change: (inout State) -> Void) {
    let waiting: CheckedContinuation<Void, Never>? = state.withLock { both in
      change(&both.state)
      guard let waiting = both.state.waiting,
        both.state.mayBegin(both.phase, isWaiting: true)
      else { return nil }
      both.state.waiting = nil
      return waiting
    }
    waiting?.resume()
  }
}
