import ArgumentParser
import RunLog

/// `kolb resume`: goes on with a run from its last checkpoint.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with a run from its last checkpoint.")

  @Argument(help: ArgumentHelp("The folder of the run.", valueName: "run"))
  var folder: String

  @Flag(help: "Without the dashboard: a line a training step on standard error.")
  var headless = false

  func run() throws {
    let directory = try RunDirectory(opening: folder)
    let session = RunSession(isHeadless: headless)
    try session.run { onEvent in
      try await TrainingEngine.resume(directory, onEvent: onEvent)
    }
  }
}
