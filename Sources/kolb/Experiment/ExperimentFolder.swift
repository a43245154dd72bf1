import ConfigurationFiles
import RunLog
import RunModel

/// The folder of an experiment that is about to be run, and what is there of its runs.
struct ExperimentFolder {
  let directory: ExperimentDirectory
  let asked: ExperimentDescription
  private let earlier: ExperimentDescription?

  /// Looks at what is there; nothing is written.
  ///
  /// - Throws: `RunLogError`, `ConfigurationError` of an `experiment.toml` that was damaged, or
  ///   `ExperimentError` where the folder holds another experiment.
  init(path: String, asked: ExperimentDescription) throws {
    directory = ExperimentDirectory(path: path)
    self.asked = asked
    earlier = try directory.descriptionText().map { [directory] text in
      try ExperimentDescription(
        toml: text, file: directory.descriptionPath, schema: .shipped)
    }
    if let difference = earlier.flatMap(asked.conflict) {
      throw ExperimentError.otherExperiment(path: path, difference: difference)
    }
  }

  /// How far each of some runs has come.
  ///
  /// - Throws: `RunLogError` or `ExperimentError` that names the first run that is not ours.
  func progress(of runs: [ExperimentRun]) throws -> [RunDirectory.Progress] {
    try runs.map { run in
      let path = directory.path(of: run)
      let progress = try RunDirectory.progress(at: path, steps: run.configuration.steps)
      switch progress {
      case .notBegun: break
      case .unfinished(let folder), .finished(let folder):
        let there = try RunConfiguration(
          toml: folder.configurationText(), file: folder.configurationPath,
          onto: RunConfiguration(.shipped))
        guard there.digest == run.configuration.digest else {
          throw ExperimentError.otherRun(path: path, arm: run.arm)
        }
      }
      return progress
    }
  }

  /// Writes down what is asked, with the seeds of earlier times.
  func write() throws {
    var description = asked
    description.seeds =
      (earlier?.seeds ?? [])
      + asked.seeds.filter {
        earlier?.seeds.contains($0) != true
      }
    guard description != earlier else { return }
    try directory.write(description)
  }
}
