import RLCore
import RunModel

extension ERLLoop {
  /// GRPO on first attempts, reflections and second attempts, and distillation, in one update.
  ///
  /// A policy that cannot learn has no rows: the event only closes the step.
  mutating func update(on episodes: [Episode], step: Int) async throws {
    guard let learner else {
      journal.begin(nil)
      await policy.endConversations()
      return try journal.record(.update(updateRecord(step: step)))
    }
    let assembly = RowAssembly(configuration.erl)
    let batches = assembly.batches(of: episodes)
    onRows?(batches)
    try await enter(.update)
    await policy.endConversations()
    isUpdating = true
    let update = PolicyUpdate(
      policy: learner, options: configuration.optimizer,
      temperature: Float(configuration.policy.temperature), threshold: configuration.erl.threshold)
    let report = try await update.apply(batches)
    state.optimizerSteps += report.optimizerSteps
    var record = updateRecord(step: step)
    record.rows = report.rows
    record.gradientNorm = report.gradientNorm
    record.learningRate = configuration.optimizer.learningRate
    record.routesNotRemembered = RouteFilter(configuration.erl).notRemembered(episodes)
    record.routesNotDistilled = assembly.notDistilled(episodes)
    try journal.record(.update(record))
  }

  /// What an update has in common with a step that has none.
  private func updateRecord(step: Int) -> UpdateRecord {
    UpdateRecord(
      step: step, rows: [:], gradientNorm: 0, learningRate: 0, sequences: state.sequences,
      tokens: state.tokens, optimizerSteps: state.optimizerSteps)
  }
}
