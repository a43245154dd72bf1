import ArgumentParser
import Foundation
import RunLog
import RunModel

/// `kolb export`: the numbers and words of runs as tables.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a run or an experiment as a table, for pandas and others.",
    discussion: """
      Every row is one observation, and begins with the run, its arm and its seed. Numbers have \
      their full precision; what is not known is empty, or null in JSON.

      Texts are the model's own words. In CSV one that a spreadsheet would take for a formula, \
      because it begins with =, +, - or @, has an apostrophe before it; --verbatim leaves it out.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case csv
    case jsonl
  }

  @Argument(
    help: ArgumentHelp("Folders of runs or experiments, event logs, or -.", valueName: "run"))
  var runs: [String]

  @Option(help: "csv, or jsonl for one JSON object a line.")
  var format = Format.csv

  @Option(help: "Which table.")
  var what = ExportTable.curves

  @Flag(help: "Leave texts as they are that a spreadsheet takes for formulas.")
  var verbatim = false

  @Option(help: ArgumentHelp("A file instead of standard output.", valueName: "file"))
  var out: String?

  func run() throws {
    let source = try ComparisonSource(runs)
    for remark in source.remarks { StandardError.write("note: \(remark)") }
    var all: DataTable?
    for run in source.runs {
      let (table, read) = try what.table(arm: run.arm) { onEvent in
        try RunReading.read(run.source, named: run.name, seed: run.seed, onEvent: onEvent)
      }
      let name = run.arm.map { "\($0) seed \(read.seed)" } ?? read.name
      for remark in [read.shortfall, read.leftOut].compactMap({ $0 }) {
        StandardError.write("note: \(name): \(remark)")
      }
      if all == nil { all = DataTable(table.columns) }
      all?.add(table)
    }
    guard let all else {
      throw WrongUsage(description: "There is no run in \(runs.joined(separator: ", ")).")
    }
    try OutputFile.write(format == .csv ? all.csv(isVerbatim: verbatim) : all.jsonLines, to: out)
  }
}
