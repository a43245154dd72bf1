import ArgumentParser
import ConfigurationFiles
import Foundation
import RunLog
import RunModel

/// `kolb branch`: what would have happened if a second attempt had been told something else.
struct BranchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "branch", abstract: "Run a second attempt again, with something changed.",
    discussion: """
      Trains on in memory from the newest checkpoint to the step of the episode, which gives \
      exactly the weights of then; the run itself is not touched. Unchanged and with the run's \
      own draws the second attempt is the same again.
      """)

  enum Seed: String, ExpressibleByArgument, CaseIterable {
    case original
    case fresh
  }

  @Argument(help: ArgumentHelp("The folder of the run.", valueName: "run"))
  var folder: String

  @Option(help: "The episode whose second attempt is run again.")
  var episode: Int

  @Option(help: "A file with another reflection, or - for standard input.")
  var reflection: String?

  @Flag(help: "Tell it the true rules.")
  var oracle = false

  @Flag(help: "Tell it nothing: a blind retry.")
  var none = false

  @Option(help: "Tell it what was reflected on another episode.")
  var fromEpisode: Int?

  @Option(help: "Reflect again, from the memory as it was after a step.")
  var memoryAt: Int?

  @Option(help: "Let the weights of a checkpoint try, by its step.")
  var checkpoint: Int?

  @Option(help: "Attempts with other draws than the run's.")
  var times = 0

  @Option(help: "'original' also tries with the run's own draws, 'fresh' does not.")
  var seed = Seed.original

  @Flag(help: "Use the servers and files that the run names, though you never named them.")
  var trust = false

  func validate() throws {
    let changes = [reflection != nil, oracle, none, fromEpisode != nil, memoryAt != nil]
    guard changes.count(where: { $0 }) <= 1 else {
      throw ValidationError(
        "Give one of --reflection, --oracle, --none, --from-episode and --memory-at.")
    }
    guard (0...10_000).contains(times) else {
      throw ValidationError("--times takes a number from 0 to 10000.")
    }
    guard seed == .original || times > 0 else {
      throw ValidationError("--seed fresh needs --times.")
    }
    guard memoryAt ?? 0 >= 0 else { throw ValidationError("--memory-at takes a step.") }
  }

  func run() throws {
    let directory = try RunDirectory(opening: folder)
    try NamedPlaces.check(
      RunConfiguration(
        toml: directory.configurationText(), file: directory.configurationPath,
        onto: RunConfiguration(.shipped)),
      from: directory.configurationPath, in: directory.path, NamedPlaces.Word(trusts: trust))
    var branch = Branch(episode: episode)
    branch.change = try change()
    branch.checkpoint = checkpoint
    branch.times = times
    branch.hasOriginalDraws = seed == .original
    let wanted = branch
    let result = try blocking { try await wanted.run(in: directory) }
    for line in BranchReport(result: result).lines { print(line.safeForTerminals) }
  }

  private func change() throws -> Branch.Change {
    if let reflection { return .reflection(try Self.text(of: reflection)) }
    if oracle { return .oracle }
    if none { return .blind }
    if let fromEpisode { return .episode(fromEpisode) }
    if let memoryAt { return .memory(step: memoryAt) }
    return .nothing
  }

  private static func text(of path: String) throws -> String {
    let data: Data
    do {
      data =
        path == "-"
        ? FileHandle.standardInput.readDataToEndOfFile()
        : try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw BranchError.unreadable(path: path, reason: OutputFile.reason(of: error))
    }
    let text = String(decoding: data, as: UTF8.self)
    guard text.contains(where: { !$0.isWhitespace }) else { throw BranchError.noText(path: path) }
    return text
  }
}
