import RLCore
import Testing

/// What is promised of attempts.
extension EnvironmentConformance {
  /// The same seed plays the same attempt.
  package func repeats(in split: TaskSplit) async throws {
    for task in try await tasks(of: split) {
      let one = try await play(task, seed: 7)
      let other = try await play(task, seed: 7)
      #expect(one.turns == other.turns && one.conversation == other.conversation)
      #expect(one.episode.feedback == other.episode.feedback)
    }
  }

  /// An attempt ends within its budget, whatever is written.
  package func ends(in split: TaskSplit) async throws {
    for task in try await tasks(of: split) {
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

  /// An attempt is a value: a copy of it goes its own way, and leaves it where it was.
  package func copies() async throws {
    for task in try await tasks(of: .training).prefix(5) {
      let whole = try await play(task, seed: 3)
      var attempt = try await task.begin(generator: SeededGenerator(seed: 3))
      var texts = SeededGenerator(seed: 3, purpose: "copies")
      for _ in whole.turns.dropLast().prefix(6) {
        let text = actions[Int(texts.next() % UInt64(actions.count))]
        var copy = attempt
        let strayed = try await copy.respond(to: actions[0])
        let turn = try await attempt.respond(to: text)
        if text == actions[0] { #expect(turn == strayed) }
        if turn.isDone { break }
      }
      #expect(attempt.prompt(advice: nil) == whole.episode.prompt(advice: nil))
    }
  }

  /// What asks for a reflection holds nothing that the agent did not see.
  package func reflectionRequests(in split: TaskSplit) async throws {
    var additions: Set<[String]> = []
    let written = Self.hostile.flatMap { $0.split(whereSeparator: \.isWhitespace) }.map(String.init)
    for task in try await tasks(of: split) {
      for seed in 0..<5 {
        let attempt = try await play(task, seed: UInt64(seed))
        let request = attempt.episode.reflectionRequest(memory: nil)
        #expect(request.length != .words(0))
        let told = attempt.conversation + " " + attempt.episode.feedback
        let seen = Set(told.split(whereSeparator: \.isWhitespace).map(String.init) + written)
        additions.insert(
          request.text.split(whereSeparator: \.isWhitespace).map(String.init)
            .filter { !seen.contains($0) })
      }
    }
    // What is new must be the same for every task and attempt: the words of asking.
    #expect(additions.count <= 1, "\(additions)")
  }

  /// The true rules pass through a reflection and into a prompt, and no reflection is too strange.
  package func reflections(in split: TaskSplit) async throws {
    for task in try await tasks(of: split) where !task.trueRules.isEmpty {
      #expect(task.parse(reflection: task.trueRules).advice == task.trueRules)
      let episode = try await task.begin(generator: SeededGenerator(seed: 1))
      #expect(episode.prompt(advice: task.trueRules).text.contains(task.trueRules))
      #expect(episode.reflectionRequest(memory: task.trueRules).text.contains(task.trueRules))
    }
    for task in try await tasks(of: split).prefix(1) {
      for text in Self.hostile { #expect(!task.parse(reflection: text).isWellFormed) }
    }
  }
}
