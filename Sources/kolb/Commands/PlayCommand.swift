import ArgumentParser
import Environments
import RLCore

/// `kolb play ENVIRONMENT`: attempts by hand, or as a file of tasks says.
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Play an environment by hand, or play the actions of a file.",
    discussion: """
      By hand: arrow keys or h j k l move, u takes the last move back, n begins another task, \
      q quits. Without a terminal, and where there is no board, each line of standard input is a \
      key or an action, such as "search: Kara".

      With --wording, what a policy is told is shown instead of the board: "compact" are the words \
      of the embedded model, "plain" those for language models.

      With --scripted, every row of the file that carries "actions" is played, and each turn is \
      written as one JSON object a line.
      """)

  @Argument(
    help: "The environment; 'kolb list' names them. exec:PROGRAM is one of your own.",
    completion: .list(names))
  var environment: String

  @Option(
    help: "Tasks to play, one JSON object a line.", completion: .file(extensions: ["jsonl"]))
  var tasks: String?

  @Flag(help: "Play each row's actions and write JSON lines.")
  var scripted = false

  @Option(help: "The seed of generated tasks and of the world's own chance.")
  var seed: UInt64 = 1

  @Flag(name: .customLong("true"), help: "Show what the symbols mean instead of the symbols.")
  var showsTruth = false

  @Option(help: "Show what a policy is told, in these words (compact, plain).")
  var wording: String?

  private static let names = EnvironmentCatalog.shipped.entries.map(\.name)

  func validate() throws {
    do { _ = try Catalogs.shipped.world(named: environment) } catch {
      throw ValidationError("\(error)")
    }
    if scripted && tasks == nil {
      throw ValidationError("--scripted needs a file of tasks. Name one with --tasks FILE.")
    }
    if let wording, Wording(rawValue: wording) == nil {
      throw ValidationError(
        "There is no wording '\(wording)'. Use one of: "
          + "\(Wording.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    if wording != nil && tasks != nil {
      throw ValidationError(
        "--wording is for generated tasks, and --tasks names a file. Leave one of them out.")
    }
    if scripted && showsTruth {
      throw ValidationError("--true shows boards, and --scripted has none. Leave one of them out.")
    }
  }

  func run() throws {
    let entry = try Catalogs.shipped.world(named: environment)
    AllowedPrograms.allow(environment, doors: Catalogs.shipped.doors)
    let list = try tasks.map(entry.readTasks)
    for problem in list?.problems ?? [] { StandardError.write("error: \(problem)") }
    if let list, let tasks, scripted {
      let play = ScriptedPlay(list: list, file: tasks, seed: seed)
      try blocking { try await play.run() }
    } else {
      let request = try request(of: entry)
      try playByHand(try blocking { try await entry.make(request) }, list)
    }
  }

  private func request(
    of entry: EnvironmentCatalog.Entry
  ) throws -> EnvironmentCatalog.WorldRequest {
    var request = EnvironmentCatalog.WorldRequest(wording: try wording(of: entry))
    // A person reads whatever a world outside speaks.
    request.mustSpeak = wording != nil
    return request
  }

  /// The wording that was asked for.
  private func wording(of entry: EnvironmentCatalog.Entry) throws -> Wording {
    guard let wording = wording.flatMap(Wording.init) else { return .compact }
    guard entry.wordings.contains(wording) else {
      StandardError.write(
        "error: '\(entry.name)' does not speak in \(wording.rawValue) words here. "
          + "Leave --wording out.")
      throw ExitCode.failure
    }
    return wording
  }

  private func playByHand(_ environment: any Environment, _ list: TaskList?) throws {
    if let list, list.tasks.isEmpty {
      StandardError.write(
        "error: \(tasks ?? ""): There is no task to play. Correct its rows or name another file.")
      throw ExitCode.failure
    }
    let picture = BoardPicture(
      legend: environment.legend, showsTruth: showsTruth, showsWords: wording != nil,
      actionForms: environment.actionForms, colours: .forStandardOutput)
    let seed = seed
    try blocking {
      var game = try await HandPlay { number in
        if let list { return list.tasks[number % list.tasks.count].task }
        return try await environment.task(at: number, in: .training, seed: seed)
      } chance: { number in
        SeededGenerator(seed: seed, purpose: "play", number)
      }
      try await game.run(picture: picture)
    }
    if list?.problems.isEmpty == false { throw ExitCode.failure }
  }
}
