import Synchronization

/// Lets as many requests through at a time as the server gains from, and none while it asks to
/// wait.
final class RequestGate: Sendable {
  private struct State {
    var search: ConcurrencySearch
    var underWay = 0
    var waiting: [(id: Int, continuation: CheckedContinuation<Void, any Error>)] = []
    var lastID = 0
    /// Nothing is sent before this.
    var notBefore = ContinuousClock.now
  }

  private let state: Mutex<State>
  private let start = ContinuousClock.now

  init(_ search: ConcurrencySearch) {
    state = Mutex(State(search: search))
  }

  /// How many may be under way now, and whether that is settled.
  var level: (count: Int, isSettled: Bool) {
    state.withLock { ($0.search.level, $0.search.isSettled) }
  }

  /// Waits for a place, does the work there and gives the place back.
  ///
  /// - Parameters:
  ///   - tokens: how many a reply has.
  ///   - work: what is done there.
  /// - Returns: the reply.
  /// - Throws: what the work throws; `CancellationError` where whoever waits is cancelled.
  func pass<Reply: Sendable>(
    counting tokens: (Reply) -> Int, _ work: () async throws -> Reply
  ) async throws -> Reply {
    try await enter()
    do {
      let notBefore = state.withLock { $0.notBefore }
      if notBefore > .now { try await Task.sleep(until: notBefore) }
      let reply = try await work()
      leave(tokens: tokens(reply))
      return reply
    } catch {
      leave(tokens: nil)
      throw error
    }
  }

  /// Sends nothing for a while, and then less.
  func holdBack(seconds: Double) {
    state.withLock { state in
      state.search.holdBack()
      state.notBefore = max(state.notBefore, .now + .seconds(seconds))
    }
  }

  private func enter() async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let isIn: Bool? = state.withLock { state in
          if Task.isCancelled { return nil }
          if state.underWay < state.search.level {
            state.underWay += 1
            return true
          }
          state.waiting.append((id, continuation))
          return false
        }
        switch isIn {
        case true?: continuation.resume()
        case nil: continuation.resume(throwing: CancellationError())
        case false?: break
        }
      }
    } onCancel: {
      let waiting = state.withLock { state in
        state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
      }
      waiting?.continuation.resume(throwing: CancellationError())
    }
  }

  /// - Parameter tokens: of the reply; `nil` where there was none.
  private func leave(tokens: Int?) {
    let next = state.withLock { state in
      if let tokens {
        let time = start.duration(to: .now) / .seconds(1)
        let isFull = state.underWay >= state.search.level && !state.waiting.isEmpty
        state.search.replied(tokens: tokens, at: time, wasFull: isFull)
      }
      state.underWay -= 1
      let free = max(state.search.level - state.underWay, 0)
      let next = Array(state.waiting.prefix(free))
      state.waiting.removeFirst(next.count)
      state.underWay += next.count
      return next
    }
    for waiting in next { waiting.continuation.resume() }
  }
}
