import RLCore

/// Plays many attempts side by side, turn by turn, so that a policy samples them in one batch.
package struct Rollout: Sendable {
  package var policy: any Policy
  package var sampling: SamplingParameters
  /// The seed of the run.
  package var seed: UInt64

  package init(policy: any Policy, sampling: SamplingParameters, seed: UInt64) {
    self.policy = policy
    self.sampling = sampling
    self.seed = seed
  }

  /// Plays the attempts to their ends.
  ///
  /// - Parameters:
  ///   - attempts: attempts that have just begun.
  ///   - purpose: what they are played for; with `step` it decides every draw.
  ///   - step: the training step.
  ///   - rows: the attempts' places among those of their purpose, which decide their draws too;
  ///     from 0 on if not given.
  /// - Returns: the same attempts, done.
  /// - Throws: what the policy throws.
  package func play(
    _ attempts: [Attempt], purpose: String, step: Int, rows: [Int]? = nil
  ) async throws -> [Attempt] {
    let rows = rows ?? Array(attempts.indices)
    var attempts = attempts
    var turn = 0
    while true {
      let live = attempts.indices.filter { !attempts[$0].isDone }
      guard !live.isEmpty else { return attempts }
      let requests = live.map { index in
        request(for: attempts[index], purpose: purpose, step: step, row: rows[index], turn: turn)
      }
      let completions = try await policy.sample(requests)
      for (index, completion) in zip(live, completions) {
        attempts[index].take(completion, tokenizer: policy.tokenizer)
      }
      turn += 1
    }
  }

  private func request(
    for attempt: Attempt, purpose: String, step: Int, row: Int, turn: Int
  ) -> SampleRequest {
    var generator = SeededGenerator(seed: seed, purpose: purpose, step, row, turn)
    return SampleRequest(
      tokens: attempt.trajectory.tokens, maximumTokens: attempt.maximumTokens, sampling: sampling,
      seed: generator.next(), conversation: attempt.conversation)
  }
}
