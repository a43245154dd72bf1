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

  @Option(
    parsing: .unconditional,
    help:
      "Training steps in all, for a run that is to go on longer; those it was begun with if not given."
  )
  var steps: Int?

  @Option(
    help: ArgumentHelp(
      "The world of the run once more, where it is a program that is to be started.",
      valueName: "environment"))
  var environment: String?

  @OptionGroup var pace: PaceOption

  @Flag(help: "Without the dashboard: a line a training step on standard error.")
  var headless = false

  @Flag(help: "Go on although another build of kolb made the run.")
  var anyBuild = false

  @Flag(help: "Begin anew where there are checkpoints but none can be used.")
  var fromStart = false

  @Flag(help: "Use the servers and files that the run names, though you never named them.")
  var trust = false

  @Flag(help: .hidden)
  var announce = false

  /// For the runs of an experiment, which are not to outlive it.
  @Flag(help: .hidden)
  var endsWithInput = false

  @OptionGroup var screen: ScreenOptions

  func run() throws {
    if endsWithInput { InputLifeline.hold() }
    let directory = try RunDirectory(opening: folder)
    if let steps { try check(steps, of: directory) }
    if let environment { try allow(environment, in: directory) }
    if try hasNothingToDo(directory) {
      StandardError.write(
        "The run '\(directory.path)' is finished. Look at it: kolb open \(directory.path)\n"
          + "To train on, say how many steps it is to have in all: "
          + "kolb resume \(directory.path) --steps N")
      return
    }
    try NamedPlaces.check(
      configuration(of: directory), from: directory.configurationPath, in: directory.path,
      NamedPlaces.Word(said: environment.map { ["--environment=\($0)"] } ?? [], trusts: trust))
    guard headless else {
      let flags =
        (anyBuild ? ["--any-build"] : []) + (fromStart ? ["--from-start"] : [])
        + (trust ? ["--trust"] : [])
      return try DashboardSession.live(
        ["resume", directory.path] + flags + (steps.map { ["--steps=\($0)"] } ?? []),
        pace: pace.wanted, options: screen)
    }
    if let steps {
      try directory.refuseIfWritten()
      try directory.write(total: steps)
    }
    let allowances = ResumeAllowances(anyBuild: anyBuild, fromStart: fromStart)
    let session = RunSession(
      listener: announce ? .dashboard : .people, attention: screen.attention)
    try session.run(at: pace.wanted) { onEvent in
      try await TrainingEngine.resume(
        directory, allowing: allowances, onEvent: onEvent)
    }
  }

  /// - Throws: `ConfigurationError` for a number that no run can have; `WrongUsage` for one that the
  ///   run has reached.
  private func check(_ steps: Int, of run: RunDirectory) throws {
    var trial = RunConfiguration(.shipped)
    try trial.apply(setting: "\(RunConfiguration.totalKey)=\(steps)")
    guard case .runFinished(let done)? = try run.lastEvent(), steps < done else { return }
    throw WrongUsage(
      description: "The run has \(done) steps already, and --steps is how many it is to have in "
        + "all. Give more than \(done).")
  }

  /// Takes it as said that the program of the run's world may be started.
  ///
  /// - Throws: `WrongUsage` where the run has another world.
  private func allow(_ environment: String, in run: RunDirectory) throws {
    let own = try RunConfiguration(
      toml: run.configurationText(), file: run.configurationPath,
      onto: RunConfiguration(.shipped)
    ).environment
    guard own == environment else {
      throw WrongUsage(
        description: "The world of the run is '\(own)', and a run cannot go on in another. Leave "
          + "--environment out, or repeat that of the run.")
    }
    AllowedPrograms.allow(environment, doors: Catalogs.shipped.doors)
  }

  /// Whether all steps that were asked for are in the log.
  private func hasNothingToDo(_ run: RunDirectory) throws -> Bool {
    guard case .runFinished(let step)? = try run.lastEvent() else { return false }
    return try step >= (steps ?? configuration(of: run).steps)
  }

  private func configuration(of run: RunDirectory) throws -> RunConfiguration {
    try RunConfiguration(
      toml: run.configurationText(), file: run.configurationPath,
      onto: RunConfiguration(.shipped))
  }
}
