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
  /// resumed from it writes that event again and the logs of both come out the same.
  mutating func save() async throws {
    try journal.synchronize()
    state.logOffset = try journal.offset
    state.elapsed = journal.elapsed
    try await policy.save(
      to: journal.checkpointFolder(step: state.step).path, state: state.encoded())
    savedStep = state.step
  }

  /// Tells of the checkpoint at this step, if one is due.
  ///
  /// A stop's has no event, because a run that was never stopped has none either.
  func recordCheckpoint() async throws {
    guard isCheckpointDue || state.isAskedFor == true else { return }
    try journal.record(
      .checkpoint(
        CheckpointRecord(
          step: state.step, path: journal.checkpointFolder(step: state.step).name,
          digest: await policy.weightsDigest())))
  }

  /// Saves a checkpoint that is not due, unless there is one of this step.
  mutating func saveAsAsked() async throws {
    guard savedStep != state.step else { return }
    state.isAskedFor = true
    try await save()
    try await recordCheckpoint()
    state.isAskedFor = nil
  }

  /// Whether the configuration asks for a checkpoint after this step; the last has always one.
  var isCheckpointDue: Bool {
    state.step > 0
      && (state.step == configuration.steps
        || configuration.checkpointEvery > 0
          && state.step % configuration.checkpointEvery == 0)
  }

  /// Takes up the run where a checkpoint left it.
  ///
  /// Before it goes on, the caller cuts the log at the state's offset.
  package mutating func restore(from folder: String) async throws {
    state = try LoopState(decoding: try await policy.load(from: folder))
    isRestored = true
    savedStep = state.step
    try takeUpChanges()
  }
}
