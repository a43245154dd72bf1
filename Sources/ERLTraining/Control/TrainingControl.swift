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
  private struct State {
    var isPaused: Bool
    /// Phases that may run although the loop is paused.
    var steps = 0
    var isStopping = false
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let state: Mutex<State>

  package init(isPaused: Bool = false) {
    state = Mutex(State(isPaused: isPaused))
  }

  /// Whether the loop holds still between phases.
  package var isPaused: Bool { state.withLock { $0.isPaused } }

  /// Whether the loop ends after the step under way.
  package var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Holds the loop before its next phase.
  package func pause() {
    state.withLock { $0.isPaused = true }
  }

  /// Lets the loop go on.
  package func resume() {
    wake { $0.isPaused = false }
  }

  /// Runs one phase, then holds again.
  package func step() {
    wake {
      $0.isPaused = true
      $0.steps += 1
    }
  }

  /// Ends the run after the step under way, with a checkpoint.
  package func stop() {
    wake {
      $0.isStopping = true
      $0.isPaused = false
    }
  }

  /// Returns when the next phase may run.
  package func waitForTurn() async {
    await withCheckedContinuation { continuation in
      let mayRun = state.withLock { state in
        if !state.isPaused { return true }
        if state.steps > 0 {
          state.steps -= 1
          return true
        }
        state.waiting = continuation
        return false
      }
      if mayRun { continuation.resume() }
    }
  }

  private func wake(_ change: (inout State) -> Void) {
    let waiting: CheckedContinuation<Void, Never>? = state.withLock { state in
      change(&state)
      guard let waiting = state.waiting else { return nil }
      if state.isPaused {
        guard state.steps > 0 else { return nil }
        state.steps -= 1
      }
      state.waiting = nil
      return waiting
    }
    waiting?.resume()
  }
}
