import Basics
import Synchronization

/// Somebody who waits for an answer, and is told once.
final class PendingReply: Sendable {
  private enum State {
    case open
    case waiting(CheckedContinuation<JSONValue, any Error>)
    case told(Result<JSONValue, any Error>)
    case over
  }

  private let state = Mutex(State.open)

  /// Tells whoever waits; the first word counts.
  func tell(_ result: Result<JSONValue, any Error>) {
    let waiting = state.withLock { state -> CheckedContinuation<JSONValue, any Error>? in
      switch state {
      case .open: state = .told(result)
      case .waiting(let continuation):
        state = .over
        return continuation
      case .told, .over: break
      }
      return nil
    }
    waiting?.resume(with: result)
  }

  /// Waits for the answer.
  ///
  /// - Throws: `WorldLoss`; `CancellationError` where the caller was cancelled.
  func answer() async throws -> JSONValue {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let told = state.withLock { state -> Result<JSONValue, any Error>? in
          if case .told(let result) = state {
            state = .over
            return result
          }
          state = .waiting(continuation)
          return nil
        }
        if let told { continuation.resume(with: told) }
      }
    } onCancel: {
      tell(.failure(CancellationError()))
    }
  }
}
