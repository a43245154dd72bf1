import RLCore
import RunModel

/// Keeping the run, and taking it up again.
extension ERLLoop {
  /// Saves everything that going on needs.
  ///
  /// The log's end is saved as it was before the checkpoint's own event, so that a run that is
  /// resumed from it writes that event again and the logs of both come out the same.
  ///
  /// - Parameter end: where the log of the last whole step ends, if that is not its end now.
  /// - Throws: what the policy or the journal throws.
  mutating func save(logEnd end: LogPlace? = nil) async throws {
    try await settle()
    try journal.synchronize()
    state.logOffset = journal.offset(of: try end ?? journal.place)
    state.elapsed = journal.elapsed
    let learner = learner
    try await journal.makeCheckpoint(step: state.step, state: state.encoded()) { folder in
      try await learner?.save(to: folder)
    }
    noteSaved()
  }

  /// Knows that there is a checkpoint of this step, or will be before anything behind it is written.
  mutating func noteSaved() {
    savedStep = state.step
    savedChanges = state.changes?.count ?? 0
  }

  /// Tells of the checkpoint at this step, if one is due.
  ///
  /// A stop's has no event, because a run that was never stopped has none either.
  func recordCheckpoint() async throws {
    guard isCheckpointDue || state.isAskedFor == true else { return }
    try journal.record(
      .checkpoint(
        CheckpointRecord(
          step: state.step, path: journal.checkpointName(step: state.step),
          digest: await learner?.weightsDigest() ?? "")))
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
  ///
  /// - Parameters:
  ///   - state: the loop's own state in the checkpoint.
  ///   - folder: the checkpoint, for the policy.
  /// - Throws: what the policy throws; `ConfigurationProblem` for a change that no longer can be.
  package mutating func restore(_ state: LoopState, from folder: String) async throws {
    try await learner?.load(from: folder)
    self.state = state
    isRestored = true
    noteSaved()
    try takeUpChanges()
  }
}
