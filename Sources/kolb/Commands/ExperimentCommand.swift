import ArgumentParser
import Foundation
import RunLog
import RunModel

/// `kolb experiment`: a grid of configurations and seeds, each an ordinary run.
struct ExperimentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "experiment", abstract: "Run a grid of configurations and seeds.",
    discussion: """
      'kolb list experiments' names what ships. Kill it at any time: the same command goes on, \
      and the results are the same. 'kolb report' shows what came of it. --reflector is for the \
      arms whose erl.reflector is "external".
      """)

  @Argument(help: "An experiment, or a file that describes one and ends in .toml.")
  var source: String

  @Option(help: "How many seeds, counted from 1; the experiment's own if not given.")
  var seeds: Int?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("Change an option in every arm, such as steps=20.", valueName: "key=value"))
  var settings: [String] = []

  @OptionGroup var policies: PolicyChoice

  @Option(
    help: ArgumentHelp(
      "Run only this part of the grid, for machines that share it.", valueName: "i/n"))
  var shard: String?

  @Option(help: "Runs side by side; one a core if not given.")
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "Folder of the experiment; experiments/NAME if not given.", valueName: "folder"))
  var out: String?

  @Flag(help: "Go on with runs that another build of kolb began.")
  var anyBuild = false

  @Flag(help: "Use the servers and files that a file names, though you never named them.")
  var trust = false

  func validate() throws {
    if out?.isEmpty == true { throw ValidationError("--out needs the name of a folder.") }
    if let seeds, !(1...100_000).contains(seeds) {
      throw ValidationError("--seeds takes a whole number of at least 1.")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs takes a whole number from 1 to 1024.")
    }
    if let shard, ExperimentShard(shard) == nil {
      throw ValidationError(
        "--shard takes a part and the number of parts, such as 2/4, and not '\(shard)'.")
    }
  }

  func run() throws {
    let source = try ExperimentSource(
      named: source, settings: policies.presumed + settings + policies.settings, seeds: seeds)
    let asked = source.description
    let folder = try ExperimentFolder(path: out ?? "experiments/\(asked.name)", asked: asked)
    let runs = asked.runs(in: shard.flatMap(ExperimentShard.init) ?? .whole)
    let progress = try folder.progress(of: runs)
    try source.checkArms(
      NamedPlaces.Word(
        said: settings.map { "--set=\($0)" } + policies.arguments + policies.sayings,
        trusts: trust, takesSayings: true))
    try folder.write()
    var runner = try ExperimentRunner(
      folder: folder, runs: Array(zip(runs, progress)),
      jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, takesAnyBuild: anyBuild)
    try runner.run()
  }
}
