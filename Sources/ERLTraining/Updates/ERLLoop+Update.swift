import RLCore
import RunModel

extension ERLLoop {
  /// GRPO on first attempts, reflections and second attempts, and distillation, in one update.
  mutating func update(on episodes: [Episode], step: Int) async throws {
    let assembly = RowAssembly(configuration.erl)
    let batches = assembly.batches(of: episodes)
    onRows?(batches)
    try await enter(.update)
    await policy.endConversations()
    isUpdating = true
    let update = PolicyUpdate(
      policy: policy, options: configuration.optimizer,
      temperature: Float(configuration.policy.temperature), threshold: configuration.erl.threshold)
    let report = try await update.apply(batches)
    isUpdating = false
    state.optimizerSteps += report.optimizerSteps
    var record = UpdateRecord(
      step: step, rows: report.rows, gradientNorm: report.gradientNorm,
      learningRate: configuration.optimizer.learningRate, sequences: state.sequences,
      tokens: state.tokens, optimizerSteps: state.optimizerSteps)
    record.routesNotRemembered = RouteFilter(configuration.erl).notRemembered(episodes)
    record.routesNotDistilled = assembly.notDistilled(episodes)
    try journal.record(.update(record))
  }
}
