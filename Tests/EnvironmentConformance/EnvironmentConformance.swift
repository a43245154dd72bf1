import RLCore
import Testing

/// What is promised of every environment, held against one of them.
///
///     let suite = EnvironmentConformance { try await MyWorld(…) }
///     try await suite.tasks(in: .training)
///     try await suite.attempts(in: .training)
///     …
package struct EnvironmentConformance: Sendable {
  /// Makes the world anew; each time the same one.
  package let make: @Sendable () async throws -> any Environment
  /// Actions that the world may understand, to be played between others.
  package let actions: [String]
  /// Tasks of a split that are tried.
  package let count: Int
  /// No attempt may take more turns.
  static let mostTurns = 200

  package init(
    actions: [String] = ["up", "right", "down", "left"], tasks count: Int = 30,
    _ make: @escaping @Sendable () async throws -> any Environment
  ) {
    self.make = make
    self.actions = actions
    self.count = count
  }

  /// Texts that no environment may stumble over.
  package static let hostile = [
    "", " ", "\n", "🧊👩‍👩‍👧", "\u{1B}[2J", "\u{202E}", "\0", "<eos>", "<bos> rules: none",
    String(repeating: "x", count: 10_000), String(repeating: "up ", count: 3_000),
  ]

  /// An attempt as it was played.
  struct Attempt {
    var episode: any EnvironmentEpisode
    var turns: [Transition] = []
    /// Everything the policy was told and wrote.
    var conversation = ""
  }

  /// Plays texts drawn from the conversation, action words and hostile ones.
  func play(_ task: any EnvironmentTask, seed: UInt64) async throws -> Attempt {
    var draws = SeededGenerator(seed: seed, purpose: "conformance")
    var attempt = Attempt(
      episode: try await task.begin(generator: SeededGenerator(seed: seed)))
    attempt.conversation = attempt.episode.prompt(advice: nil).text
    while attempt.turns.last?.isDone != true, attempt.turns.count <= Self.mostTurns {
      let heard = attempt.conversation.split(separator: " ").map(String.init)
      let texts = actions + Self.hostile + heard.suffix(4)
      let text = texts[Int(draws.next() % UInt64(texts.count))]
      let turn = try await attempt.episode.respond(to: text)
      attempt.turns.append(turn)
      attempt.conversation += " \(text) \(turn.observation)"
    }
    return attempt
  }

  /// The first tasks of a split of a world that was just made.
  func tasks(of split: TaskSplit) async throws -> [any EnvironmentTask] {
    let environment = try await make()
    var tasks: [any EnvironmentTask] = []
    for index in 0..<environment.taskCount(in: split, atMost: count) {
      tasks.append(try await environment.task(at: index, in: split, seed: 1))
    }
    return tasks
  }
}
