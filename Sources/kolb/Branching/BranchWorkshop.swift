import ConfigurationFiles
import ERLTraining
import Foundation
import RLCore
import RunLog
import RunModel

/// Brings a run back to any of its steps, in memory and without touching it.
///
/// A run that is resumed at a checkpoint gives the same events, so the weights of every step can be
/// had exactly: from the newest checkpoint before it, and training on from there.
struct BranchWorkshop {
  let run: RunDirectory
  private let configuration: RunConfiguration
  private let interventions: [(event: RunEvent, offset: Int)]

  init(_ run: RunDirectory) throws {
    self.run = run
    configuration = try RunConfiguration(
      toml: run.configurationText(), file: run.configurationPath,
      onto: RunConfiguration(.shipped))
    interventions = try run.interventions()
  }

  /// A loop that stands at the end of a step.
  func loop(afterStep step: Int) async throws -> ERLLoop {
    let parts = try await RunParts(
      PartsRequest(configuration),
      indexFolder: URL(fileURLWithPath: run.path).deletingLastPathComponent().path)
    // Whether another build does the same is not believed but looked at, attempt by attempt.
    try ResumeCheck(run, takesAnyBuild: true).check(
      model: parts.model, wording: parts.environment.wordingVersion,
      reflector: parts.reflectorModel)
    var loop = ERLLoop(
      configuration: configuration, environment: parts.environment, policy: parts.policy,
      reflector: parts.reflector, journal: SilentJournal(), control: TrainingControl())
    var offset = 0
    for folder in try run.checkpointFolders().reversed() where folder.step <= step {
      // A damaged one only costs the training from an earlier one.
      guard try await folder.logOffset(loadingInto: loop.policy) != nil else { continue }
      let state = try folder.loopState()
      try await loop.restore(state, from: folder.path)
      offset = state.logOffset
      break
    }
    loop.plan(interventions.filter { $0.offset >= offset }.map(\.event))
    try await loop.advance(toStep: step)
    return loop
  }

  /// The folder of a checkpoint that somebody named.
  func checkpoint(_ step: Int) throws -> CheckpointFolder {
    let folders = try run.checkpointFolders()
    guard let folder = folders.first(where: { $0.step == step }) else {
      throw BranchError.noCheckpoint(step: step, known: folders.map(\.step))
    }
    return folder
  }
}
