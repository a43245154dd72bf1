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

  @Flag(help: "Go on although another build of kolb made the run.")
  var anyBuild = false

  @Flag(help: "Begin anew where there are checkpoints but none can be used.")
  var fromStart = false

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
      let flags = (anyBuild ? ["--any-build"] : []) + (fromStart ? ["--from-start"] : [])
      return try DashboardSession.live(["resume", directory.path] + flags, options: screen)
    }
    let allowances = ResumeAllowances(anyBuild: anyBuild, fromStart: fromStart)
    let session = RunSession(listener: announce ? .dashboard : .people)
    try session.run { onEvent in
      try await TrainingEngine.resume(
        directory, allowing: allowances, onEvent: onEvent)
    }
  }

  /// Whether all steps that were asked for are in the log.
  private func hasNothingToDo(_ run: RunDirectory) throws -> Bool {
    guard case .runFinished(let step)? = try run.lastEvent() else { return false }
    let configuration = try RunConfiguration(
      toml: run.configurationText(), file: run.configurationPath,
      onto: RunConfiguration(.shipped))
    return step >= configuration.steps
  }
}
