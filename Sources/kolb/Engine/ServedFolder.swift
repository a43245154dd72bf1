import Foundation
import RunLog

/// The model that an argument of `kolb serve` names.
struct ServedFolder {
  /// As a policy backend is asked for it.
  let folder: String
  /// As clients know it.
  let name: String

  /// - Throws: `RunLogError`, or `ServedFolderProblem` for a run without a checkpoint.
  init(_ argument: String) throws {
    guard let run = try? RunDirectory(opening: argument) else {
      folder = argument
      name = URL(fileURLWithPath: argument).lastPathComponent
      return
    }
    guard let last = try run.checkpointFolders().last else {
      throw ServedFolderProblem.noCheckpoint(argument)
    }
    try last.verify()
    folder = last.path
    name = "\(run.name)@\(last.step)"
  }
}

enum ServedFolderProblem: Error, CustomStringConvertible {
  case noCheckpoint(String)

  var description: String {
    switch self {
    case .noCheckpoint(let run):
      "'\(run)' has no checkpoint yet. Wait for its first, or name a model."
    }
  }
}
