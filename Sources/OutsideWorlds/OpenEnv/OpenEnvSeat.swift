import Basics

/// The place that an attempt has in a session: how far the world there has come.
///
/// An attempt is a value, and a session has one world. Who wants to go on from where the world no
/// longer is has it begun again and makes the same moves.
actor OpenEnvSeat {
  private let host: OpenEnvHost
  private let seed: Int
  private var session: OpenEnvSession?
  /// What was done in the session since it was reset; `nil` where it is not ours.
  private var done: [JSONValue]?
  /// What was asked last, which the next has to wait for.
  private var last: Task<Void, Never>?

  init(_ host: OpenEnvHost, seed: Int) {
    self.host = host
    self.seed = seed
  }

  deinit { if let session { host.pool.give(session) } }

  /// Begins the world and says what is seen first.
  ///
  /// - Throws: `WorldFault`.
  func open() async throws -> OpenEnvAnswer {
    try await inTurn { try await $0.reset() }
  }

  /// Acts after other actions, which are done again where the world is elsewhere.
  ///
  /// - Throws: `WorldFault`.
  func act(_ action: JSONValue, after earlier: [JSONValue]) async throws -> OpenEnvAnswer {
    try await inTurn { try await $0.step(action, after: earlier) }
  }

  private func reset() async throws -> OpenEnvAnswer {
    let session: OpenEnvSession
    if let own = self.session { session = own } else { session = try await host.pool.take() }
    self.session = session
    done = nil
    let answer = try await session.reset(seed: seed)
    done = []
    return answer
  }

  private func step(
    _ action: JSONValue, after earlier: [JSONValue]
  ) async throws -> OpenEnvAnswer {
    if done != earlier || session == nil {
      _ = try await reset()
      for action in earlier { _ = try await one(action) }
    }
    return try await one(action)
  }

  private func one(_ action: JSONValue) async throws -> OpenEnvAnswer {
    guard let session, let before = done else { throw WorldFault.notRepeatable }
    done = nil
    let answer = try await session.step(action)
    done = before + [action]
    if answer.isDone { release() }
    return answer
  }

  /// Lets others have the session, which is of no more use here.
  private func release() {
    if let session { host.pool.give(session) }
    session = nil
    done = nil
  }

  /// One after another: what is asked while something is under way waits for it.
  private func inTurn(
    _ work: @escaping @Sendable (isolated OpenEnvSeat) async throws -> OpenEnvAnswer
  ) async throws -> OpenEnvAnswer {
    let before = last
    let task = Task {
      await before?.value
      do { return try await work(self) } catch {
        // An attempt that is lost holds nobody up.
        release()
        throw error
      }
    }
    last = Task { _ = await task.result }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
