import Synchronization

/// The sessions that attempts share: a server bears only so many at once, so the others wait.
final class SessionPool: Sendable {
  private struct State {
    var idle: [OpenEnvSession] = []
    var open = 0
    var waiting: [(number: Int, continuation: CheckedContinuation<OpenEnvSession?, Never>)] = []
    var next = 0
  }

  private let state = Mutex(State())
  private let most: Int
  private let make: @Sendable () -> OpenEnvSession

  init(most: Int, _ make: @escaping @Sendable () -> OpenEnvSession) {
    self.most = most
    self.make = make
  }

  /// A session that nobody else uses; waits for one where all are in use.
  ///
  /// - Throws: `CancellationError`.
  func take() async throws -> OpenEnvSession {
    let number = state.withLock { state in
      defer { state.next += 1 }
      return state.next
    }
    let session = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let session = state.withLock { state -> OpenEnvSession? in
          if let session = state.idle.popLast() { return session }
          if state.open < most {
            state.open += 1
            return make()
          }
          state.waiting.append((number, continuation))
          return nil
        }
        if let session { continuation.resume(returning: session) }
      }
    } onCancel: {
      let waiting = state.withLock { state -> CheckedContinuation<OpenEnvSession?, Never>? in
        guard let place = state.waiting.firstIndex(where: { $0.number == number }) else {
          return nil
        }
        return state.waiting.remove(at: place).continuation
      }
      waiting?.resume(returning: nil)
    }
    guard let session else { throw CancellationError() }
    guard !Task.isCancelled else {
      give(session)
      throw CancellationError()
    }
    return session
  }

  /// Gives a session back, for whoever has waited longest.
  func give(_ session: OpenEnvSession) {
    let waiting = state.withLock { state -> CheckedContinuation<OpenEnvSession?, Never>? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst().continuation }
      state.idle.append(session)
      return nil
    }
    waiting?.resume(returning: session)
  }
}
