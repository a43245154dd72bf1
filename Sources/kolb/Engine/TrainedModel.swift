import ConfigurationFiles
import Foundation
import RLCore
import RunLog
import RunModel

/// The model that a run trains, as its last checkpoint has it.
struct TrainedModel {
  /// The run and the step.
  let name: String
  /// Where the checkpoint lies.
  let folder: String
  let policy: any TrainablePolicy

  /// - Parameters:
  ///   - run: the run.
  ///   - threads: compute threads; `nil` takes what the run was given.
  /// - Throws: `RunLogError`, `TrainedModelProblem` for a run without a checkpoint, `UnsaidNames`, or
  ///   why there is no such model.
  init(of run: RunDirectory, threads: Int? = nil) async throws {
    guard let last = try run.checkpointFolders().last else {
      throw TrainedModelProblem.noCheckpoint(run.path)
    }
    try last.verify()
    var configuration = try RunConfiguration(
      toml: run.configurationText(), file: run.configurationPath,
      onto: RunConfiguration(.shipped))
    try NamedPlaces.check(
      configuration, from: run.configurationPath, in: run.path, NamedPlaces.Word())
    if let threads { configuration.threads = threads }
    name = "\(run.name)@\(last.step)"
    folder = last.path
    policy = try await PartsRequest(configuration).makeLearner()
    try await policy.load(from: last.path)
  }
}

enum TrainedModelProblem: Error, CustomStringConvertible {
  case noCheckpoint(String)

  var description: String {
    switch self {
    case .noCheckpoint(let run):
      "'\(run)' has no checkpoint yet. Wait for its first, or name a model."
    }
  }
}
