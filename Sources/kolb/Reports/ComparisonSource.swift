import Basics
import ConfigurationFiles
import Foundation
import RunLog
import RunModel

/// What the arguments of a report name: single runs, or experiments and shards of them.
///
/// An experiment is a folder of the shape `runs/ARM/seed-N`, with or without its description, which
/// one that was made by hand or copied in part may lack.
struct ComparisonSource {
  struct Run {
    var source: EventSource
    /// The arm of an experiment's run; a single run is an arm of its own.
    var arm: String?
    var seed: Int?
    /// No other run has this name: the shortest part of the path that tells it from the others.
    var name = ""
  }

  private(set) var runs: [Run] = []
  /// Of the first experiment that has one.
  private(set) var description: ExperimentDescription?
  private(set) var title: String
  /// Runs that are in two of the folders, of which the first counts, and folders without a log.
  private(set) var remarks: [String] = []
  /// The verdicts that reports were written with.
  private(set) var judgements: [ClaimJudgement] = []
  /// What reports hold lies in files as long as this is there.
  private var reports: [UnpackedReport] = []

  /// - Parameter arguments: folders of runs or experiments, reports, logs, or "-".
  /// - Throws: `RunLogError`, `ConfigurationError` of a description, `ReportFileProblem`, and
  ///   `WrongUsage` where two descriptions are no shards of one experiment.
  init(_ arguments: [String]) throws {
    title = arguments.count == 1 ? Self.name(of: arguments[0]) : "\(arguments.count) runs"
    for argument in arguments {
      if Self.isExperiment(argument) {
        try add(experiment: argument)
      } else if ReportFile.isReport(argument) {
        try add(report: argument)
      } else {
        runs.append(Run(source: try EventSource(argument)))
      }
    }
    nameRuns()
    if let description { title = description.title.isEmpty ? description.name : description.title }
  }

  private mutating func nameRuns() {
    let singles = runs.indices.filter { runs[$0].arm == nil }
    let paths = singles.map { index in
      let source = runs[index].source
      guard source != .standardInput else { return source.name }
      return URL(filePath: RawArguments.shown(source.path)).standardized.path
    }
    for (index, name) in zip(singles, TellingApart.names(ofPaths: paths)) {
      runs[index].name = name
    }
    for index in runs.indices {
      guard let arm = runs[index].arm else { continue }
      runs[index].name = arm + (runs[index].seed.map { "/seed-\($0)" } ?? "")
    }
  }

  var isExperiment: Bool { runs.contains { $0.arm != nil } }

  static func isExperiment(_ path: String) -> Bool {
    ExperimentDirectory.exists(at: path) || !arms(in: path).isEmpty
  }

  private mutating func add(report path: String) throws {
    let report = try ReportFile(path: path)
    if let text = report.description { try add(description: text, file: path, of: path) }
    let unpacked = try UnpackedReport(report)
    reports.append(unpacked)
    runs += unpacked.runs
    judgements += report.judgements
  }

  private mutating func add(description text: String, file: String, of path: String) throws {
    let found = try ExperimentDescription(toml: text, file: file, schema: .shipped)
    if let earlier = description, let conflict = found.conflict(with: earlier) {
      throw WrongUsage(
        description: "'\(path)' is no shard of the same experiment: \(conflict). "
          + "Report on one of them at a time.")
    }
    if description == nil { description = found }
  }

  private mutating func add(experiment path: String) throws {
    let directory = ExperimentDirectory(path: path)
    if ExperimentDirectory.exists(at: path), let text = try directory.descriptionText() {
      try add(description: text, file: directory.descriptionPath, of: path)
    }
    for arm in Self.arms(in: path) {
      for (seed, folder) in Self.seeds(in: "\(path)/runs/\(arm)") {
        guard !runs.contains(where: { $0.arm == arm && $0.seed == seed }) else {
          remarks.append("\(arm) seed \(seed) of '\(path)': left out, it is in an earlier folder")
          continue
        }
        do {
          runs.append(Run(source: try EventSource(folder), arm: arm, seed: seed))
        } catch {
          remarks.append("\(arm) seed \(seed): not a run yet: \(error)")
        }
      }
    }
  }

  /// Reads every run.
  func comparison() throws -> Comparison {
    var arms: [String: [ComparedRun]] = [:]
    var order: [String] = description?.arms.map(\.name) ?? []
    for run in runs {
      let read = try RunReading.read(run.source, named: run.name, seed: run.seed, skims: true)
      let name = run.arm ?? read.name
      if !order.contains(name) { order.append(name) }
      arms[name, default: []].append(read)
    }
    return Comparison(
      title: title,
      arms: order.compactMap { name in
        arms[name].map { runs in
          let described = description?.arm(named: name)
          return Comparison.Arm(
            name: name, title: described?.title, runs: runs, published: described?.published ?? [])
        }
      }, baseline: description?.baseline)
  }

  // MARK: - Folders

  private static func name(of path: String) -> String {
    path == "-" ? "standard input" : URL(filePath: path).lastPathComponent
  }

  private static func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  private static func arms(in path: String) -> [String] {
    names(in: path + "/runs").filter { !seeds(in: "\(path)/runs/\($0)").isEmpty }
  }

  private static func seeds(in path: String) -> [(seed: Int, folder: String)] {
    names(in: path).compactMap { name in
      guard name.hasPrefix("seed-"), let seed = Int(name.dropFirst(5)) else { return nil }
      return (seed, "\(path)/\(name)")
    }.sorted { $0.seed < $1.seed }
  }
}
