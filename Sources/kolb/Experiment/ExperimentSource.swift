import ConfigurationFiles
import Environments
import Foundation
import RunModel

/// An experiment as it was asked for on the command line: shipped, or a user's own file.
struct ExperimentSource {
  let description: ExperimentDescription
  /// The name or the file, for messages.
  let name: String
  private let lines: [String: Int]

  /// - Parameters:
  ///   - name: a shipped experiment, or a file that ends in ".toml".
  ///   - settings: options that every arm takes last.
  ///   - seeds: how many seeds, counted from 1; the experiment's own if `nil`.
  /// - Throws: `ExperimentFileError` or `ConfigurationError`.
  init(named name: String, settings: [String], seeds: Int?) throws {
    let text = try ShippedExperiment.text(named: name)
    var description = try ExperimentDescription(
      toml: text, file: name, settings: settings, schema: .shipped)
    if let seeds { description.seeds = Array(1...seeds) }
    self.description = description
    self.name = name
    lines = ExperimentDescription.linesOfArms(in: text)
  }

  /// Makes sure that every arm can and may be run before anything is written.
  ///
  /// - Parameter word: what was said of places outside, which nothing that ships names.
  /// - Throws: `UnsaidNames`; `ExperimentError.arm` that names the first arm that cannot be run.
  func checkArms(_ word: NamedPlaces.Word) throws {
    let isFile = name.hasSuffix(".toml")
    var word = word
    word.trusts = word.trusts || !isFile
    for arm in description.arms {
      try NamedPlaces.check(
        arm.configuration, from: name, in: isFile ? FolderOfFile.path(of: name) : nil, word)
    }
    for arm in description.arms {
      do {
        try blocking {
          let request = PartsRequest(arm.configuration)
          _ = try await request.makeEnvironment(
            for: request.identifyModel(),
            indexFolder: FileManager.default.temporaryDirectory.path)
          _ = try await request.identifyReflector()
        }
      } catch {
        throw ExperimentError.arm(
          arm.name, file: name, line: name.hasSuffix(".toml") ? lines[arm.name] : nil,
          reason: "\(error)")
      }
    }
  }
}

/// Why an experiment cannot be run, beyond what is wrong with its description.
enum ExperimentError: Error, CustomStringConvertible {
  case arm(String, file: String, line: Int?, reason: String)
  /// The folder belongs to another experiment.
  case otherExperiment(path: String, difference: String)
  /// A run in the folder was asked for something else.
  case otherRun(path: String, arm: String)
  /// Some runs could not be finished.
  case failedRuns([(label: String, reason: String)], of: Int)

  var description: String {
    switch self {
    case .arm(let arm, let file, let line, let reason):
      "\(file):" + (line.map { "\($0):" } ?? "") + " the arm '\(arm)' cannot be run: \(reason)"
    case .otherExperiment(let path, let difference):
      "'\(path)' holds another experiment: \(difference). Name another folder with --out."
    case .otherRun(let path, let arm):
      "'\(path)' holds a run that was asked for other things than the arm '\(arm)' is now. "
        + "Name another folder with --out, or remove this one."
    case .failedRuns(let runs, let count):
      "\(runs.count) of \(count) runs failed; the same command tries them again.\n"
        + runs.map { "  \($0.label): \($0.reason)" }.joined(separator: "\n")
    }
  }
}
