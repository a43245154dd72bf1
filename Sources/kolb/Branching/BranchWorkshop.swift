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
  /// Whether a run of another build of the program may be tried again.
  let takesAnyBuild: Bool
  private let configuration: RunConfiguration
  private let deeds: [(event: RunEvent, offset: Int)]

  init(_ run: RunDirectory, takesAnyBuild: Bool) throws {
    self.run = run
    self.takesAnyBuild = takesAnyBuild
    configuration = try RunConfiguration(
      toml: run.configurationText(), file: run.configurationPath)
    deeds = try run.deeds()
  }

  /// A loop that stands at the end of a step.
  func loop(afterStep step: Int) async throws -> ERLLoop {
    let environment = try configuration.makeEnvironment(
      keepingIndexesIn: URL(fileURLWithPath: run.path).deletingLastPathComponent().path)
    try ResumeCheck(run, takesAnyBuild: takesAnyBuild).check(
      model: try await configuration.identifyModel(), wording: environment.wordingVersion)
    var loop = ERLLoop(
      configuration: configuration, environment: environment,
      policy: try await configuration.makePolicy(),
      reflector: try await configuration.makeReflector(), journal: SilentJournal(),
      control: TrainingControl())
    var offset = 0
    for folder in try run.checkpointFolders().reversed() where folder.step <= step {
      // A damaged one only costs the training from an earlier one.
      guard let state = try? folder.loopState() else { continue }
      try await loop.restore(state, from: folder.path)
      offset = state.logOffset
      break
    }
    loop.plan(deeds.filter { $0.offset >= offset }.map(\.event))
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
