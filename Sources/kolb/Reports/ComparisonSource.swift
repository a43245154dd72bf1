import Basics
import ConfigurationFiles
import Dashboard
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

  var runs: [Run] = []
  /// Whether experiments that differ are held against each other, each arm under both names.
  private let joinsExperiments: Bool
  /// Every description, by the folder or file that it came from.
  private var descriptions: [(path: String, description: ExperimentDescription)] = []
  /// Of the first experiment that has one.
  private(set) var description: ExperimentDescription?
  private(set) var title: String
  /// Runs that are in two of the folders, of which the first counts, and folders without a log.
  var remarks: [String] = []
  /// The verdicts that reports were written with.
  private(set) var judgements: [ClaimJudgement] = []
  /// How logs of others are read, and the files that are left to be read as some.
  let foreign: ForeignOptions
  var foreignFiles: [String] = []
  /// What of several arguments is of no known kind.
  var unknown: [UnknownLog] = []
  /// The view that suits what was opened first.
  var suitedView: String?
  /// Where packed logs lie unpacked.
  var unpacked: UnpackedLogs
  /// What reports hold lies in files as long as this is there.
  private var reports: [UnpackedReport] = []

  /// - Parameters:
  ///   - arguments: folders of runs or experiments, reports, logs, or "-".
  ///   - joinsExperiments: whether experiments may differ, as on the screen.
  ///   - foreign: how logs of others are read.
  /// - Throws: `RunLogError`, `ConfigurationError` of a description, `ReportFileProblem`, and
  ///   `WrongUsage` where two descriptions are no shards of one experiment.
  init(
    _ arguments: [String], joinsExperiments: Bool = false, foreign: ForeignOptions = .notGiven
  ) throws {
    self.joinsExperiments = joinsExperiments
    self.foreign = foreign
    unpacked = UnpackedLogs(follows: foreign.followsInput)
    title = arguments.count == 1 ? Self.name(of: arguments[0]) : "\(arguments.count) runs"
    for argument in arguments {
      let place = argument == "-" ? argument : try unpacked.place(of: argument)
      let said = remarks.count
      do {
        try add(place, amongOthers: arguments.count > 1)
        // Nobody knows where something was unpacked.
        if place != argument {
          for index in said..<remarks.count {
            remarks[index] = remarks[index].replacing(place, with: argument)
          }
        }
      } catch  where place != argument {
        throw PackedLogProblem(
          error, at: place, unpackedFrom: argument, remarks: unpacked.remarks)
      }
    }
    try addForeignFiles()
    try concludeUnknown()
    remarks += unpacked.remarks
    nameRuns()
    if let description { title = description.title.isEmpty ? description.name : description.title }
  }

  private mutating func add(_ argument: String, amongOthers: Bool) throws {
    if Self.isExperiment(argument) {
      try add(experiment: argument)
    } else if ReportFile.isReport(argument) {
      try add(report: argument)
    } else if amongOthers {
      try add(runAmongOthers: argument)
    } else {
      try add(run: argument)
    }
  }

  private mutating func nameRuns() {
    let singles = runs.indices.filter { runs[$0].arm == nil }
    let paths = singles.map { index in
      let source = runs[index].source
      guard source.path != "-" else { return source.name }
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
    descriptions.append((path, found))
    if !joinsExperiments, let earlier = description, let conflict = found.conflict(with: earlier) {
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
    for folderOfArm in arms(of: path) {
      let arm = name(of: folderOfArm, in: path)
      for (seed, folder) in Self.seeds(in: "\(path)/runs/\(folderOfArm)") {
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

  /// The arms that have folders, in the order of the description but the baseline last, since the
  /// method is what one looks for.
  private func arms(of path: String) -> [String] {
    let found = Self.arms(in: path)
    guard let description = descriptions.last(where: { $0.path == path })?.description else {
      return found
    }
    let names = description.arms.map(\.name).filter { $0 != description.baseline }
    return names.filter(found.contains) + found.filter { !names.contains($0) }
  }

  /// An arm by its own name, or with that of its experiment where the first is another one.
  private func name(of arm: String, in path: String) -> String {
    guard joinsExperiments, let first = descriptions.first,
      let own = descriptions.last(where: { $0.path == path }), own.path != first.path,
      own.description.conflict(with: first.description) != nil
    else { return arm }
    return "\(Self.name(of: path)) \(arm)"
  }

  /// A few words on an arm, by the name that it goes by here.
  func title(ofArm name: String) -> String? {
    if let title = description?.arm(named: name)?.title { return title }
    for (path, description) in descriptions.dropFirst() {
      let prefix = Self.name(of: path) + " "
      if name.hasPrefix(prefix),
        let arm = description.arm(named: String(name.dropFirst(prefix.count)))
      {
        return prefix + arm.title
      }
    }
    return nil
  }

  /// What the experiments ask for; `nil` where there is none that says so.
  var plan: ExperimentPlan? {
    guard !descriptions.isEmpty else { return nil }
    var plan = ExperimentPlan(runs: 0, steps: 0)
    var known: [ExperimentDescription] = []
    for (_, description) in descriptions {
      // Shards of one experiment ask for the same.
      if known.contains(where: { description.conflict(with: $0) == nil }) { continue }
      known.append(description)
      plan.runs += description.arms.count * description.seeds.count
      plan.steps +=
        description.seeds.count * description.arms.reduce(0) { $0 + $1.configuration.steps }
    }
    plan.name = known.map(\.name).joined(separator: ", ")
    return plan
  }

  /// Reads every run.
  ///
  /// - Parameter wanted: the arm that the others are held against; the experiment's if not given.
  /// - Returns: the arms in the order of the description, or of the arguments.
  /// - Throws: what reading throws; `WrongUsage` where no arm has that name.
  func comparison(baseline wanted: String? = nil) throws -> Comparison {
    var arms: [String: [ComparedRun]] = [:]
    var order: [String] = description?.arms.map(\.name) ?? []
    for run in runs {
      let read = try RunReading.read(run.source, named: run.name, seed: run.seed, skims: true)
      let name = run.arm ?? read.name
      if !order.contains(name) { order.append(name) }
      arms[name, default: []].append(read)
    }
    let known = order.filter { arms[$0] != nil }
    if let wanted, !known.contains(wanted) {
      let near = Spelling.nearest(to: wanted, among: known).map { " Did you mean '\($0)'?" } ?? ""
      throw WrongUsage(
        description: "--baseline: there is no arm '\(wanted)'.\(near) Arms: "
          + known.joined(separator: ", ") + ".")
    }
    return Comparison(
      title: title,
      arms: order.compactMap { name in
        arms[name].map { runs in
          let described = description?.arm(named: name)
          return Comparison.Arm(
            name: name, title: described?.title, runs: runs, published: described?.published ?? [])
        }
      }, baseline: wanted ?? description?.baseline)
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
