import Environments
import FourthWorld
import RLCore
import Testing

/// What the training loop relies on, for every environment that ships, and for one that does not
/// stand in this package's sources.
@Suite struct ConformanceTests {
  private static let catalog = EnvironmentCatalog(
    EnvironmentCatalog.shipped.entries + [Corridor.entry])

  /// Texts that no environment may stumble over.
  private static let hostile = [
    "", " ", "\n", "🧊👩‍👩‍👧", "\u{1B}[2J", "\u{202E}", "\0", "<eos>", "<bos> rules: none",
    String(repeating: "x", count: 10_000), String(repeating: "up ", count: 3_000),
  ]
  /// No attempt may take more turns.
  private static let mostTurns = 200

  private struct Attempt {
    var episode: any EnvironmentEpisode
    var turns: [Transition] = []
    /// Everything the policy was told and wrote.
    var conversation = ""
  }

  /// Plays texts drawn from the conversation, action words and hostile ones.
  private func play(_ task: any EnvironmentTask, seed: UInt64) async throws -> Attempt {
    var draws = SeededGenerator(seed: seed, purpose: "conformance")
    var attempt = Attempt(
      episode: try await task.begin(generator: SeededGenerator(seed: seed)))
    attempt.conversation = attempt.episode.prompt(advice: nil).text
    while attempt.turns.last?.isDone != true, attempt.turns.count <= Self.mostTurns {
      let heard = attempt.conversation.split(separator: " ").map(String.init)
      let texts = ["up", "right", "down", "left"] + Self.hostile + heard.suffix(4)
      let text = texts[Int(draws.next() % UInt64(texts.count))]
      let turn = try await attempt.episode.respond(to: text)
      attempt.turns.append(turn)
      attempt.conversation += " \(text) \(turn.observation)"
    }
    return attempt
  }

  private func tasks(_ entry: EnvironmentCatalog.Entry, _ split: TaskSplit) async throws
    -> [any EnvironmentTask]
  {
    let environment = try await entry.make(EnvironmentCatalog.WorldRequest())
    var tasks: [any EnvironmentTask] = []
    for index in 0..<30 { tasks.append(try await environment.task(at: index, in: split, seed: 1)) }
    return tasks
  }

  @Test(arguments: catalog.entries)
  func `the catalog's name is the environment's`(entry: EnvironmentCatalog.Entry) async throws {
    #expect(try await entry.make(EnvironmentCatalog.WorldRequest()).name == entry.name)
    #expect(Self.catalog.entry(named: entry.name)?.name == entry.name)
    #expect(!entry.summary.isEmpty)
    #expect(Self.catalog.entries.count { $0.name == entry.name } == 1)
  }

  @Test(arguments: catalog.entries)
  func `it speaks in each wording that it says it does`(
    entry: EnvironmentCatalog.Entry
  ) async throws {
    #expect(!entry.wordings.isEmpty)
    for wording in entry.wordings {
      let world = try await entry.make(EnvironmentCatalog.WorldRequest(wording: wording))
      #expect(world.wordingVersion.hasPrefix(wording.rawValue + " "))
    }
  }

  @Test(arguments: catalog.entries)
  func `its options are told apart, explained, and take their defaults`(
    entry: EnvironmentCatalog.Entry
  ) {
    let options = entry.options.options
    #expect(entry.options.name == entry.name && !entry.options.help.isEmpty)
    #expect(Set(options.map(\.name)).count == options.count)
    for option in options {
      #expect(!option.help.isEmpty && !option.allowed.isEmpty, "\(option.name)")
      var values = OptionValues()
      #expect(option.write(option.read(values), &values) == nil, "\(option.name)")
      #expect(values.isEmpty, "\(option.name): what equals the default is not kept")
    }
  }

  @Test(arguments: catalog.entries, TaskSplit.allCases)
  func `the same place of a split holds the same task`(
    entry: EnvironmentCatalog.Entry, split: TaskSplit
  ) async throws {
    let (ones, others) = (try await tasks(entry, split), try await tasks(entry, split))
    for (one, other) in zip(ones, others) {
      #expect(one.id == other.id && one.board == other.board && one.trueRules == other.trueRules)
    }
  }

  @Test(arguments: catalog.entries)
  func `held-out tasks never occur in training`(entry: EnvironmentCatalog.Entry) async throws {
    let training = Set(try await tasks(entry, .training).map(\.id))
    for split in [TaskSplit.heldOut, .permuted] {
      let kept = try await tasks(entry, split).map(\.id)
      #expect(training.isDisjoint(with: kept))
    }
  }

  @Test(arguments: catalog.entries)
  func `a sibling is another training task of the same rules`(
    entry: EnvironmentCatalog.Entry
  ) async throws {
    let world = try await entry.make(EnvironmentCatalog.WorldRequest())
    let kept = Set(
      try await tasks(entry, .heldOut).map(\.id) + (try await tasks(entry, .permuted).map(\.id)))
    for (index, task) in try await tasks(entry, .training).prefix(10).enumerated() {
      var names: Set<String> = []
      for number in 0..<4 {
        let sibling = try await world.sibling(of: task, at: index, number: number, seed: 1)
        let again = try await world.sibling(of: task, at: index, number: number, seed: 1)
        #expect(sibling.id == again.id && sibling.board == again.board)
        #expect(sibling.id != task.id)
        #expect(sibling.trueRules == task.trueRules)
        #expect(!kept.contains(sibling.id))
        names.insert(sibling.id)
      }
      #expect(names.count > 1, "numbers tell siblings apart")
    }
  }

  @Test(arguments: catalog.entries, TaskSplit.allCases)
  func `the same seed plays the same attempt`(
    entry: EnvironmentCatalog.Entry, split: TaskSplit
  ) async throws {
    for task in try await tasks(entry, split) {
      let one = try await play(task, seed: 7)
      let other = try await play(task, seed: 7)
      #expect(one.turns == other.turns && one.conversation == other.conversation)
      #expect(one.episode.feedback == other.episode.feedback)
    }
  }

  @Test(arguments: catalog.entries, TaskSplit.allCases)
  func `an attempt ends within its budget, whatever is written`(
    entry: EnvironmentCatalog.Entry, split: TaskSplit
  ) async throws {
    for task in try await tasks(entry, split) {
      for seed in 0..<5 {
        let turns = try await play(task, seed: UInt64(seed)).turns
        #expect(turns.count <= Self.mostTurns)
        #expect(turns.dropLast().allSatisfy { !$0.isDone && $0.length != nil })
        let last = try #require(turns.last)
        #expect(last.isDone && last.length == nil)
        #expect([.solved, .failed, .exhausted].contains(last.outcome))
        #expect((last.outcome == .solved) == (last.reward >= 1))
      }
    }
  }

  @Test(arguments: catalog.entries, TaskSplit.allCases)
  func `a reflection request holds nothing that the agent did not see`(
    entry: EnvironmentCatalog.Entry, split: TaskSplit
  ) async throws {
    var additions: Set<[String]> = []
    for task in try await tasks(entry, split) {
      for seed in 0..<5 {
        let attempt = try await play(task, seed: UInt64(seed))
        let request = attempt.episode.reflectionRequest(memory: nil)
        #expect(request.length != .words(0))
        let seen = Set(attempt.conversation.split(separator: " ").map(String.init))
        additions.insert(
          request.text.split(separator: " ").map(String.init)
            .filter { !seen.contains($0) })
      }
    }
    // What is new must be the same for every task and attempt: the words of asking.
    #expect(additions.count == 1, "\(additions)")
  }

  @Test(arguments: catalog.entries, TaskSplit.allCases)
  func `the true rules pass through a reflection and into a prompt`(
    entry: EnvironmentCatalog.Entry, split: TaskSplit
  ) async throws {
    for task in try await tasks(entry, split) {
      #expect(task.parse(reflection: task.trueRules).advice == task.trueRules)
      let episode = try await task.begin(generator: SeededGenerator(seed: 1))
      #expect(episode.prompt(advice: task.trueRules).text.contains(task.trueRules))
      #expect(episode.reflectionRequest(memory: task.trueRules).text.contains(task.trueRules))
    }
  }

  @Test(arguments: catalog.entries)
  func `no reflection is too strange to be read`(entry: EnvironmentCatalog.Entry) async throws {
    let first = try await tasks(entry, .training).first
    let task = try #require(first)
    for text in Self.hostile { #expect(!task.parse(reflection: text).isWellFormed) }
  }
}
