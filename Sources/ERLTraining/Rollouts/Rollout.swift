import RLCore

/// Plays many attempts side by side, each at its own pace.
///
/// What is drawn for an attempt depends on its place and turn alone, so it does not matter who of
/// them is late, nor how many the policy takes at once.
package struct Rollout: Sendable {
  package let policy: any Policy
  package let sampling: SamplingParameters
  /// The seed of the run.
  package let seed: UInt64
  /// Whether the world has nothing to wait for, so that its turns need no tasks of their own.
  package let worldAnswersAtOnce: Bool

  package init(
    policy: any Policy, sampling: SamplingParameters, seed: UInt64, worldAnswersAtOnce: Bool = false
  ) {
    self.policy = policy
    self.sampling = sampling
    self.seed = seed
    self.worldAnswersAtOnce = worldAnswersAtOnce
  }

  /// Plays attempts to their ends.
  ///
  /// - Parameters:
  ///   - plans: what is to be played.
  ///   - purpose: what they are played for; with `step` it decides every draw.
  ///   - step: the training step.
  ///   - finished: told of each in the order of the plans, as soon as it and all before it are over.
  /// - Returns: the attempts, or why they could not be played, in the order of the plans.
  /// - Throws: what the policy throws; `CancellationError` where the caller was cancelled.
  @discardableResult
  package func play(
    _ plans: [AttemptPlan], purpose: String, step: Int,
    finished: (Int, PlayedAttempt) throws -> Void = { _, _ in }
  ) async throws -> [PlayedAttempt] {
    var playing = AttemptsInFlight(count: plans.count, capacity: policy.traits.capacity)
    try await withThrowingTaskGroup(of: [AttemptsInFlight.Arrival].self) { group in
      visitWorld(plans.enumerated().map { ($0, $1) }, in: &group) { try await $0.begin() }
      while let arrivals = try await group.next() {
        try Task.checkCancellation()
        let turns = arrivals.flatMap { playing.arrive($0) }
        visitWorld(turns.map { ($0, ($1, $2)) }, in: &group) { try await $0.0.taking($0.1) }
        for (index, played) in playing.newlyOver() { try finished(index, played) }
        // A moment that still runs is of no use to anybody.
        if playing.isOver { group.cancelAll() }
        while let departure = playing.next() {
          switch departure {
          case .moment(let number): group.addTask { [await Self.moment(number)] }
          case .sample(let attempts):
            let requests = attempts.map { index, attempt in
              request(for: attempt, purpose: purpose, step: step, place: plans[index].place)
            }
            group.addTask {
              [.policy(attempts.map(\.index), try await policy.answers(to: requests))]
            }
          }
        }
      }
    }
    return playing.played
  }

  /// Has the world open attempts or answer turns, each for itself or one after another.
  private func visitWorld<Visit: Sendable>(
    _ visits: [(Int, Visit)],
    in group: inout ThrowingTaskGroup<[AttemptsInFlight.Arrival], any Error>,
    _ play: @escaping @Sendable (Visit) async throws -> Attempt
  ) {
    guard !visits.isEmpty else { return }
    for visits in worldAnswersAtOnce ? [visits] : visits.map({ [$0] }) {
      group.addTask {
        var arrivals: [AttemptsInFlight.Arrival] = []
        for (index, visit) in visits {
          arrivals.append(.world(index, try await .played { try await play(visit) }))
        }
        return arrivals
      }
    }
  }

  private func request(
    for attempt: Attempt, purpose: String, step: Int, place: Int
  ) -> SampleRequest {
    var generator = SeededGenerator(
      seed: seed, purpose: purpose, step, place, attempt.turns.count)
    var request = SampleRequest(
      conversation: attempt.conversation, length: attempt.length, sampling: sampling,
      seed: generator.next())
    request.tools = attempt.task.tools
    return request
  }

  /// As long as a world in this process takes at most for a turn.
  private static func moment(_ number: Int) async -> AttemptsInFlight.Arrival {
    try? await Task.sleep(for: .milliseconds(2))
    return .moment(number)
  }
}

extension Attempt {
  fileprivate func taking(_ completion: Completion) async throws -> Attempt {
    var attempt = self
    try await attempt.take(completion)
    return attempt
  }
}

extension PlayedAttempt {
  /// What came of a world, whose errors are its own, but for a cancellation.
  fileprivate static func played(
    _ play: () async throws -> Attempt
  ) async throws -> Self {
    do {
      return .success(try await play())
    } catch let error as CancellationError {
      throw error
    } catch {
      return .failure(WorldFailure(error))
    }
  }
}
