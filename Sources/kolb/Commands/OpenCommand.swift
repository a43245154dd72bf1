import ArgumentParser
import Dashboard
import Foundation
import RunLog
import TerminalUI

/// `kolb open`: replays, inspects and follows runs.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Replay and inspect runs, and follow those that still grow.")

  @Argument(
    help: ArgumentHelp(
      "Folders of runs or experiments, a folder that holds some, reports, event logs, logs of other "
        + "trainers, or - for events on standard input; without any, a list of what there is.",
      valueName: "run"))
  var runs: [String] = []

  @OptionGroup var foreign: ForeignOptions

  @OptionGroup var screen: ScreenOptions

  @Flag(help: "Print the screen once as text, and end.")
  var once = false

  @Option(help: "The view to begin with; overview, or compare for several runs.")
  var view: String?

  @Option(
    help: ArgumentHelp(
      "The size to print with --once; 120x40 if not given.", valueName: "columns>x<rows"))
  var size: String?

  @Flag(help: "Print with --once in colours.")
  var color = false

  func validate() throws {
    guard !once else { return }
    if size != nil { throw ValidationError("--size is for --once. Add that, or leave it out.") }
    if color { throw ValidationError("--color is for --once. Add that, or leave it out.") }
  }

  func run() throws {
    var view = try view.map { try ViewChoice(named: $0) }
    guard !runs.isEmpty || once else {
      return try DashboardSession.shelf(pace: nil, options: screen)
    }
    var foreign = foreign
    foreign.followsInput = !once
    let source: ComparisonSource
    do {
      source = try ComparisonSource(runs, joinsExperiments: true, foreign: foreign)
    } catch let error as UnknownLog where error.holdsRuns && runs.count == 1 && !once {
      return try DashboardSession.shelf(of: runs[0], pace: nil, options: screen)
    }
    for remark in source.remarks { StandardError.write("note: \(remark)") }
    if view == nil { view = try source.suitedView.map { try ViewChoice(named: $0) } }
    // What a report holds stays until the dashboard ends.
    defer { withExtendedLifetime(source) {} }
    guard once else {
      return try DashboardSession.open(source, at: runs, view: view, options: screen)
    }
    let picture = try ScreenText(
      source, view: view, size: size ?? "120x40", options: screen, isColoured: color)
    for remark in picture.remarks { StandardError.write("note: \(remark)") }
    print(picture.text)
  }
}
