import ArgumentParser
import Basics
import Foundation

/// `kolb benchmark`: how fast everything is that somebody waits for.
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark", abstract: "Measure how fast this build is on this machine.",
    discussion: """
      Prints the median and the range of each row. Figures mean something on a machine that does \
      nothing else; the load of the last minute stands beside them.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @Option(
    help: ArgumentHelp(
      """
      A row, or several by the beginning of their names, or an axis of the sweep; all if not given.
      """, valueName: "name"))
  var rows: [String] = []

  @Option(help: "How often each is measured.")
  var repeats = 5

  @Option(help: "Threads of the rows on several; one a core if not given.")
  var threads: Int?

  @Option(help: "text, or json with every figure that was taken.")
  var format = Format.text

  @Option(help: "Episodes of the log that is made to be opened.")
  var episodes = 50_000

  @Option(help: ArgumentHelp("A run whose log is opened instead.", valueName: "run"))
  var log: String?

  @Option(
    help: ArgumentHelp(
      "Write what the rows work on for other programs, and measure nothing.",
      valueName: "folder"))
  var save: String?

  @Flag(
    help: "Measure how cost grows with batch, context, width, depth and episodes instead of rows.")
  var sweep = false

  @Option(help: "How many sizes of each axis a sweep measures, the smallest first.")
  var points = 5

  @Flag(help: "Only name the rows.")
  var list = false

  @Option(help: ArgumentHelp("A file instead of standard output.", valueName: "file"))
  var out: String?

  func validate() throws {
    guard repeats >= 1 else { throw ValidationError("--repeats needs at least 1.") }
    guard points >= 2 else { throw ValidationError("--points needs at least 2.") }
    guard episodes >= 1 else { throw ValidationError("--episodes needs at least 1.") }
    guard threads.map({ $0 >= 1 }) ?? true else {
      throw ValidationError("--threads needs at least 1.")
    }
  }

  func run() throws {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    if sweep { return try measureGrowth(threads: threads ?? cores) }
    let catalog = BenchmarkCatalog(threads: threads ?? cores)
    let rows = try catalog.rows(named: self.rows)
    if list {
      let lines = ReportTable.aligned(rows.map { [$0.name, $0.work] })
      return try OutputFile.write(lines + "\n", to: out)
    }
    let bench = try Workbench(episodes: episodes, log: log)
    if let save { return try PeerWork.write(to: save, from: bench) }
    var report = BenchmarkReport(machine: Machine())
    for row in rows {
      StandardError.write("\(row.name): \(row.work)")
      report.results.append(try row.measured(on: bench, repeats: repeats))
    }
    try OutputFile.write(format == .text ? report.text : report.json, to: out)
  }

  private func measureGrowth(threads: Int) throws {
    let axes = SweepAxis.all(threads: threads)
    for word in rows where !axes.contains(where: { $0.name == word }) {
      throw WrongUsage(
        description: "There is no axis '\(word)'. The axes are: "
          + axes.map(\.name).joined(separator: ", ") + ".")
    }
    let chosen = axes.filter { rows.isEmpty || rows.contains($0.name) }
    if list {
      let lines = ReportTable.aligned(chosen.map { [$0.name, $0.work] })
      return try OutputFile.write(lines + "\n", to: out)
    }
    let bench = try Workbench(episodes: episodes, log: log)
    var report = SweepReport(machine: Machine(), threads: threads)
    for axis in chosen {
      StandardError.write("\(axis.name): \(axis.work)")
      report.results.append(try axis.measured(on: bench, repeats: repeats, points: points))
    }
    try OutputFile.write(format == .text ? report.text : report.json, to: out)
  }
}
