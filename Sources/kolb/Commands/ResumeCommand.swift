import ArgumentParser
import ConfigurationFiles
import RunLog
import RunModel

/// `kolb resume`: goes on with a run from its last checkpoint.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a run from its last checkpoint.")

  @Argument(help: ArgumentHelp("The folder of the run.", valueName: "run"))
  var folder: String

  @Flag(help: "Without the dashboard: a line a training step on standard error.")
  var headless = false

  @Flag(help: .hidden)
  var announce = false

  /// For the runs of an experiment, which are not to outlive it.
  @Flag(help: .hidden)
  var endsWithInput = false

  @OptionGroup var screen: ScreenOptions

  func run() throws {
    if endsWithInput { InputLifeline.hold() }
    let directory = try RunDirectory(opening: folder)
    if try hasNothingToDo(directory) {
      StandardError.write(
        "The run '\(directory.path)' is finished. Look at it: kolb open \(directory.path)\n"
          + "To train on, raise 'steps' in \(directory.configurationPath) and resume again.")
      return
    }
    guard headless else {
      return try DashboardSession.live(["resume", directory.path], options: screen)
    }
    let session = RunSession(listener: announce ? .dashboard : .people)
    try session.run { onEvent in
      try await TrainingEngine.resume(directory, onEvent: onEvent)
    }
  }

  /// Whether all steps that were asked for are in the log.
  private func hasNothingToDo(_ run: RunDirectory) throws -> Bool {
    guard case .runFinished(let step)? = try run.lastEvent() else { return false }
    let configuration = try RunConfiguration(
      toml: run.configurationText(), file: run.configurationPath)
    return step >= configuration.steps
  }
}
