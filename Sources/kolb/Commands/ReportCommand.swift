import ArgumentParser
import RunLog
import RunModel

/// `kolb report`: what runs and experiments came to.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Say what runs or an experiment came to, with intervals.",
    discussion: """
      Several folders are held against each other; shards of one experiment are joined. Arms are \
      compared at equal training steps, generated tokens, optimizer steps and seconds.
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case markdown
    case json
    case svg
  }

  @Argument(
    help: ArgumentHelp("Folders of runs or experiments, event logs, or -.", valueName: "run"))
  var runs: [String]

  @Option(help: "text, markdown, json, or svg for the learning curves.")
  var format = Format.text

  @Option(help: "Compare on one axis only; svg draws over steps if not given.")
  var axis: CostAxis?

  @Option(
    help: ArgumentHelp(
      "The arm or run that the others are held against, by its name.", valueName: "arm"))
  var baseline: String?

  @Option(help: ArgumentHelp("A file instead of standard output.", valueName: "file"))
  var out: String?

  func run() throws {
    let report = try Report(
      ComparisonSource(runs), axes: axis.map { [$0] } ?? CostAxis.compared, baseline: baseline)
    let text =
      switch format {
      case .text: report.document.text
      case .markdown: report.document.markdown
      case .json: report.json
      case .svg: report.svg
      }
    try OutputFile.write(text, to: out)
  }
}

extension CostAxis: ExpressibleByArgument {}
