import RLCore
import RunModel

extension ERLLoop {
  /// First attempts at held-out tasks, without reflection or memory, that nothing is learnt from.
  mutating func evaluate() async throws {
    try await enter(.evaluation)
    let evaluation = PolicyEvaluation(
      policy: policy, environment: environment, seed: seed,
      sampling: sampling(at: configuration.evaluation.temperature),
      threshold: configuration.erl.threshold)
    let episodes = configuration.evaluation.episodes
    try await evaluate(.heldOut, by: evaluation, episodes: episodes)
    // Of a split that the world does not have there is nothing to measure.
    if configuration.evaluation.permuted, environment.taskCount(in: .permuted) != 0 {
      try await evaluate(.permuted, by: evaluation, episodes: max(episodes / 2, 1))
    }
  }

  private mutating func evaluate(
    _ measure: PolicyEvaluation.Measure, by evaluation: PolicyEvaluation, episodes: Int
  ) async throws {
    if learner == nil, configuration.log.evaluations != .turns,
      let known = recorded.evaluation(measure.rawValue, at: state.step)
    {
      return try journal.record(.evaluation(known))
    }
    if evaluationTasks[measure]?.count != episodes {
      evaluationTasks[measure] = try await evaluation.tasks(of: measure, count: episodes)
    }
    let outcome = try await evaluation.measure(measure, on: evaluationTasks[measure] ?? [])
    for (index, played) in outcome.attempts.enumerated() {
      switch played {
      case .failure(let failure):
        try journal.record(.episodeFailed(failed(failure, .evaluation, index, step: state.step)))
      case .success(let attempt):
        guard configuration.log.evaluations == .turns else { continue }
        var record = record(of: attempt, .evaluation, episode: index, group: index)
        record.step = state.step
        record.measure = measure.rawValue
        try journal.record(.attempt(record))
      }
    }
    let interval = Interval.wilson(successes: outcome.solved, of: outcome.count)
    var record = EvaluationRecord(
      step: state.step, name: measure.rawValue,
      successRate: Double(outcome.solved) / Double(max(outcome.count, 1)),
      low: interval?.low ?? 0, high: interval?.high ?? 1, episodes: outcome.count,
      sequences: state.sequences, tokens: state.tokens)
    if configuration.log.evaluations != .off { record.rewards = outcome.rewards }
    try journal.record(.evaluation(record))
  }
}
