import RLCore

/// Measures a policy on tasks that it is not trained on.
package struct PolicyEvaluation: Sendable {
  package enum Measure: String, Sendable, CaseIterable {
    /// Plain first attempts: is what was learnt in the weights?
    case heldOut = "heldout"
    /// First attempts told the true rules.
    case rules
    /// The same where the symbols mean something else than in training: can the policy still
    /// follow what it is told?
    case permuted

    var split: TaskSplit { self == .permuted ? .permuted : .heldOut }
    var isToldRules: Bool { self != .heldOut }
  }

  package var policy: any Policy
  package var environment: any Environment
  package var seed: UInt64
  package var temperature: Float

  package init(
    policy: any Policy, environment: any Environment, seed: UInt64, temperature: Float
  ) {
    self.policy = policy
    self.environment = environment
    self.seed = seed
    self.temperature = temperature
  }

  /// How many attempts earned the full reward.
  ///
  /// The tasks and the draws are the same at every step, so two evaluations of a run differ by the
  /// policy alone.
  package func solved(_ measure: Measure, episodes: Int) async throws -> Int {
    let purpose = "evaluation \(measure.rawValue)"
    var attempts = (0..<episodes).map { index in
      let task = environment.task(at: index, in: measure.split, seed: seed)
      return Attempt(
        of: task, advice: measure.isToldRules ? task.trueRules : nil,
        generator: SeededGenerator(seed: seed, purpose: purpose + " world", index),
        conversation: index, tokenizer: policy.tokenizer)
    }
    let rollout = Rollout(
      policy: policy, sampling: SamplingParameters(temperature: temperature), seed: seed)
    attempts = try await rollout.play(attempts, purpose: purpose, step: 0)
    await policy.forgetConversations()
    return attempts.count { $0.reward >= 1 }
  }
}
