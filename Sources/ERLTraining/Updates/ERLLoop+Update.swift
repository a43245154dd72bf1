import RLCore
import RunModel

extension ERLLoop {
  /// GRPO on first attempts, reflections and second attempts, and distillation, in one update.
  mutating func update(on batches: [RowBatch], step: Int) async throws {
    try await enter(.update)
    await policy.endConversations()
    isUpdating = true
    let update = PolicyUpdate(
      policy: policy, options: configuration.optimizer,
      temperature: Float(configuration.policy.temperature), threshold: configuration.erl.threshold)
    let report = try await update.apply(batches)
    isUpdating = false
    state.optimizerSteps += report.optimizerSteps
    try journal.record(
      .update(
        UpdateRecord(
          step: step, rows: report.rows, gradientNorm: report.gradientNorm,
          learningRate: configuration.optimizer.learningRate, sequences: state.sequences,
          tokens: state.tokens, optimizerSteps: state.optimizerSteps)))
  }
}
