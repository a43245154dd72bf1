import RLCore
import RunModel

extension ERLLoop {
  /// y₁ ~ π(·|x): several first attempts at each of the step's prompts.
  ///
  /// - Returns: an episode for each that could be played; what a world's fault costs is logged.
  /// - Throws: `StepProblem.noEpisode` where none could.
  mutating func firstAttempts(step: Int) async throws -> [Episode] {
    // The step has had its turn.
    journal.begin(.first)
    let size =
      configuration.algorithm == .erl ? configuration.erl.groupSize : configuration.rlvr.groupSize
    let (episodes, groups) = (state.episodes, state.groups)
    let plans = try await firstPlans(size: size, step: step)
    var begun: [Episode] = []
    var failure: WorldFailure?
    try await rollout.play(plans, purpose: "first", step: step) { place, played in
      let id = episodes + place + 1
      switch played {
      case .success(let attempt):
        let episode = Episode(
          id: id, group: groups + place / size + 1, place: place, first: attempt)
        try journal.record(.attempt(record(of: attempt, .first, in: episode, step: step)))
        begun.append(episode)
      case .failure(let reason):
        failure = reason
        try journal.record(.episodeFailed(failed(reason, .first, id, step: step)))
      }
    }
    if let failure, begun.isEmpty { throw StepProblem.noEpisode(step: step, failure) }
    state.episodes += plans.count
    state.groups += configuration.promptsPerStep
    for episode in begun { count(episode.first.conversation) }
    return begun
  }

  /// What the step tries, prompt by prompt.
  private func firstPlans(size: Int, step: Int) async throws -> [AttemptPlan] {
    var plans: [AttemptPlan] = []
    for prompt in 0..<configuration.promptsPerStep {
      let index = (step - 1) * configuration.promptsPerStep + prompt
      let task = try await environment.task(at: index, in: .training, seed: seed)
      for rollout in 0..<size {
        var plan = AttemptPlan(
          at: task, .fresh(advice: nil),
          chance: SeededGenerator(seed: seed, purpose: "world", step, prompt, rollout),
          conversation: plans.count, place: plans.count)
        plan.recorded = recorded(.first, episode: state.episodes + plans.count + 1)
        plans.append(plan)
      }
    }
    return plans
  }

  /// Adds what the policy wrote to the run's totals.
  mutating func count(_ conversation: Conversation) {
    state.sequences += 1
    state.tokens += conversation.tokenCount
  }
}

/// Why a training step cannot be made.
package enum StepProblem: Error, CustomStringConvertible {
  /// The world failed every one of the step's episodes.
  case noEpisode(step: Int, WorldFailure)

  package var description: String {
    switch self {
    case .noEpisode(let step, let failure):
      "The world failed every episode of step \(step), the last with: \(failure). "
        + "The run stops with a checkpoint; 'kolb resume' tries the step again."
    }
  }
}
