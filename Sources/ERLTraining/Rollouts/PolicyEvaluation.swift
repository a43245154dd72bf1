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

  /// What came of it.
  package struct Outcome: Sendable {
    /// By task of the split, in order; `nil` where the world failed.
    package var attempts: [PlayedAttempt] = []
    /// τ.
    package let threshold: Double

    package var rewards: [Double] { attempts.compactMap { try? $0.get().reward } }
    /// Attempts that could be played.
    package var count: Int { rewards.count }
    /// Those that reached the threshold.
    package var solved: Int { rewards.count { $0 >= threshold } }
  }

  package let policy: any Policy
  package let environment: any Environment
  package let seed: UInt64
  package let sampling: SamplingParameters
  /// τ, the reward that counts as success.
  package let threshold: Double

  package init(
    policy: any Policy, environment: any Environment, seed: UInt64, sampling: SamplingParameters,
    threshold: Double = 1
  ) {
    self.policy = policy
    self.environment = environment
    self.seed = seed
    self.sampling = sampling
    self.threshold = threshold
  }

  /// Plays tasks of the measure's split, each once, and so no more than there are.
  ///
  /// The tasks and the draws are the same at every step, so two evaluations of a run differ by the
  /// policy alone.
  ///
  /// - Throws: what the policy throws, and what goes wrong with making tasks.
  package func measure(_ measure: Measure, episodes: Int) async throws -> Outcome {
    try await self.measure(measure, on: tasks(of: measure, count: episodes))
  }

  /// Plays every task that there is, also those that runs are trained on, each once.
  ///
  /// - Parameter count: the most that are played, in the order of their splits.
  /// - Returns: what came of them.
  /// - Throws: what the policy throws, and what goes wrong with making tasks.
  package func measureAllTasks(atMost count: Int) async throws -> Outcome {
    var tasks: [any EnvironmentTask] = []
    for split in [TaskSplit.training, .heldOut] {
      for index in 0..<(environment.taskCount(in: split) ?? 0) where tasks.count < count {
        tasks.append(try await environment.task(at: index, in: split, seed: seed))
      }
    }
    return try await measure(.heldOut, on: tasks)
  }

  /// The first tasks of the measure's split, which are the same at every step; no more than there
  /// are, so that none counts twice.
  ///
  /// - Throws: what goes wrong with making tasks.
  func tasks(of measure: Measure, count: Int) async throws -> [any EnvironmentTask] {
    var tasks: [any EnvironmentTask] = []
    for index in 0..<environment.taskCount(in: measure.split, atMost: count) {
      tasks.append(try await environment.task(at: index, in: measure.split, seed: seed))
    }
    return tasks
  }

  /// Plays the first tasks of the measure's split, each once.
  ///
  /// - Throws: what the policy throws.
  func measure(_ measure: Measure, on tasks: [any EnvironmentTask]) async throws -> Outcome {
    let purpose = "evaluation \(measure.rawValue)"
    let plans = tasks.enumerated().map { index, task in
      AttemptPlan(
        at: task, .fresh(advice: measure.isToldRules ? task.trueRules : nil),
        chance: SeededGenerator(seed: seed, purpose: purpose + " world", index),
        conversation: index, place: index)
    }
    let played = try await play(plans, purpose: purpose)
    await policy.endConversations()
    return Outcome(attempts: played, threshold: threshold)
  }

  /// Fewer attempts than these fill a batch too little to be divided.
  private static let fewest = 64

  /// Plays them to their ends, for a policy that takes batches in two by turns.
  ///
  /// It writes for one while the worlds of the other answer. What is drawn does not depend on who
  /// is in a batch.
  private func play(_ plans: [AttemptPlan], purpose: String) async throws -> [PlayedAttempt] {
    let rollout = Rollout(
      policy: policy, sampling: sampling, seed: seed,
      worldAnswersAtOnce: environment.answersAtOnce)
    guard case .batches = policy.traits.capacity, plans.count >= Self.fewest else {
      return try await rollout.play(plans, purpose: purpose, step: 0)
    }
    let half = plans.count / 2
    async let first = rollout.play(Array(plans[..<half]), purpose: purpose, step: 0)
    async let second = rollout.play(Array(plans[half...]), purpose: purpose, step: 0)
    return try await first + second
  }
}
