import RLCore
import RunModel

extension ERLLoop {
  /// GRPO on first attempts, reflections and second attempts, and distillation, in one update.
  mutating func update(on episodes: [StepEpisode], step: Int) async throws {
    await enter(.update)
    await policy.forgetConversations()
    let assembly = RowAssembly(options: configuration.erl, tokenizer: policy.tokenizer)
    let update = PolicyUpdate(
      policy: policy, options: configuration.optimizer,
      temperature: Float(configuration.policy.temperature), threshold: configuration.erl.threshold)
    let report = try await update.apply(assembly.batches(of: episodes))
    state.optimizerSteps += report.optimizerSteps
    try journal.record(
      .update(
        UpdateRecord(
          step: step, rows: report.rows, gradientNorm: report.gradientNorm,
          learningRate: configuration.optimizer.learningRate, sequences: state.sequences,
          tokens: state.tokens, optimizerSteps: state.optimizerSteps)))
  }

  /// Saves everything that going on needs.
  ///
  /// The log's end is saved as it was before the checkpoint's own event, so that a run that is
  /// resumed from it writes that event again and the logs of both come out the same. A checkpoint
  /// that only a stop asked for has no event.
  mutating func save(isScheduled: Bool) async throws {
    try journal.synchronize()
    state.logOffset = try journal.offset
    state.elapsed = journal.elapsed
    let folder = journal.checkpointFolder(step: state.step)
    let digest = try await policy.save(to: folder.path, state: state.encoded())
    guard isScheduled else { return }
    try journal.record(
      .checkpoint(CheckpointRecord(step: state.step, path: folder.name, digest: digest)))
  }

  /// Takes up the run where a checkpoint left it.
  ///
  /// The caller has cut the log at the state's offset.
  package mutating func restore(from folder: String) async throws {
    state = try LoopState(decoding: try await policy.load(from: folder))
  }
}
