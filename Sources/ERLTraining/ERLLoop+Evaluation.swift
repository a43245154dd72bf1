import RLCore
import RunModel

extension ERLLoop {
  /// First attempts at held-out tasks, without reflection or memory, that nothing is learnt from.
  mutating func evaluate() async throws {
    await enter(.evaluation)
    let evaluation = PolicyEvaluation(
      policy: policy, environment: environment, seed: seed,
      temperature: Float(configuration.evaluation.temperature))
    let episodes = configuration.evaluation.episodes
    var measures: [(PolicyEvaluation.Measure, Int)] = [(.heldOut, episodes)]
    if configuration.evaluation.permuted { measures.append((.permuted, max(episodes / 2, 1))) }
    for (measure, count) in measures {
      let solved = try await evaluation.solved(measure, episodes: count)
      let interval = Interval.wilson(successes: solved, of: count)
      try journal.record(
        .evaluation(
          EvaluationRecord(
            step: state.step, name: measure.rawValue, successRate: Double(solved) / Double(count),
            low: interval?.low ?? 0, high: interval?.high ?? 1, episodes: count,
            sequences: state.sequences,
            tokens: state.tokens)))
    }
  }
}
