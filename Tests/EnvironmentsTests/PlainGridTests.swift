import ClaimReading
import RLCore
import Testing

@testable import Environments

/// Boards in plain words: played by somebody who knows nothing but English.
@Suite struct PlainGridTests {
  private static let entries = [FrozenLake.entry, Sokoban.entry]

  private func worlds() async throws -> [any Environment] {
    var worlds: [any Environment] = []
    for entry in Self.entries {
      worlds.append(try await entry.make(EnvironmentCatalog.WorldRequest(wording: .plain)))
    }
    return worlds
  }

  @Test(arguments: [
    ("left", GridDirection.left), ("Action: UP", .up), ("**Action:** `Down`.", .down),
    ("I should not go left, since it is a hole.\nAction: right\n", .right),
    ("Action: left\n\nNo, wait.\n\nAction: down", .down), ("I'll move up, then right", .right),
    ("action: right, right, down", .right),
    ("The action is to go left because right is shut", .left),
    ("<action>up</action>", .up), ("(down)", .down),
  ])
  func `an answer's action is read as people would`(text: String, direction: GridDirection) {
    #expect(GridDirection(readingPlain: text) == direction)
  }

  @Test(arguments: ["", "Action:", "jump", "upward leftover rights", "🧊", "1"])
  func `an answer without a direction names no action`(text: String) {
    #expect(GridDirection(readingPlain: text) == nil)
  }

  @Test func `a lake reads as a story`() throws {
    var task = try FrozenLakeTask(["HFS", "FFF", "FHG"])
    task.wording = .plain
    var episode = task.attempt(generator: SeededGenerator(seed: 1))
    let prompt = episode.prompt(advice: nil)
    #expect(
      prompt.text.hasSuffix(
        """
        The board, with columns named by small letters and rows by numbers:
          a b c
        1 C D A
        2 D D D
        3 D C B
        You are at c1. Around you: up the edge, right the edge, down D, left D.
        8 turns are left.
        """))
    #expect(prompt.text.contains("An attempt has 8 turns."))
    #expect(prompt.length == .text(upTo: 200))
    let blocked = episode.respond(to: "Action: up")
    #expect(blocked.action == "up" && blocked.outcome == .blocked && blocked.length != nil)
    #expect(blocked.observation.hasPrefix("You met the edge of the board and stayed"))
    let invalid = episode.respond(to: "I do not know.")
    #expect(invalid.outcome == .invalid && invalid.action == "none")
    #expect(invalid.observation.hasPrefix("The answer named none of the actions"))
    let moved = episode.respond(to: "Down it is.")
    #expect(moved.observation.hasPrefix("You came onto D at c2.\nThe board"))
    #expect(moved.observation.hasSuffix("left D.\n5 turns are left."))
    let won = episode.respond(to: "Action: down")
    #expect(won.observation == "You came onto B at c3. The attempt is over: it was solved.")
    #expect(won.outcome == .solved && won.reward == 1 && won.length == nil)
  }

  @Test func `a room reads as a story`() throws {
    var task = try SokobanTask(["######", "#@$ .#", "######"], budget: 4)
    task.wording = .plain
    var episode = task.attempt()
    #expect(
      episode.prompt(advice: nil).text.hasSuffix(
        "2 E A B D C E\n3 E E E E E E\nYou are at b2.\n4 turns are left."))
    let blocked = episode.respond(to: "Action: up")
    #expect(
      blocked.observation.hasPrefix("You stayed where you were: E at b1 did not give way.\nThe"))
    let pushed = episode.respond(to: "Action: right")
    #expect(pushed.observation.hasPrefix("B at c2 gave way before you: it is B at d2 now.\nThe"))
    #expect(pushed.board == ["EEEEEE", "EDDBCE", "EEEEEE"])
    let won = episode.respond(to: "Action: right")
    #expect(
      won.observation
        == "B at d2 gave way before you: it is b at e2 now.\nThe attempt is over: it was solved.")
  }

  /// Words that would say what only acting may show.
  private static let hidden = [
    "hole", "goal", "ice", "frozen", "lake", "box", "push", "wall", "floor", "safe", "sokoban",
  ]

  @Test func `nothing is explained before anything is done`() async throws {
    for world in try await worlds() {
      let episode = try await world.task(at: 0, in: .training, seed: 1)
        .begin(generator: SeededGenerator(seed: 1))
      let told = [episode.prompt(advice: nil), episode.reflectionRequest(memory: nil)]
        .map { $0.text.lowercased() }.joined(separator: " ")
      let words = Set(told.split { !$0.isLetter }.map(String.init))
      #expect(words.isDisjoint(with: Self.hidden))
    }
  }

  @Test func `answers in sentences solve lakes and rooms`() async throws {
    let lake = try FrozenLake()
    var plain = lake.lake(at: 3, in: .heldOut, seed: 1)
    plain.wording = .plain
    var episode = plain.attempt(generator: SeededGenerator(seed: 1))
    var square = plain.start
    var outcome: TurnOutcome?
    while outcome == nil || outcome == .moved {
      let next = try #require(
        GridDirection.allCases.first { direction in
          plain.map.neighbour(of: square, towards: direction).flatMap { plain.distances[$0] }
            == plain.distances[square].map { $0 - 1 }
        })
      let turn = episode.respond(to: "It must be that way.\nAction: \(next.name)")
      square = try #require(turn.position)
      outcome = turn.outcome
    }
    #expect(outcome == .solved)
    var room = try SokobanTask(["######", "#    #", "#@$ .#", "#    #", "######"])
    room.wording = .plain
    var attempt = room.attempt()
    #expect(!attempt.respond(to: "I go right.").isDone)
    #expect(attempt.respond(to: "And right again!").outcome == .solved)
  }

  @Test func `both wordings hold the same attempts at the same tasks`() async throws {
    for (entry, plain) in zip(Self.entries, try await worlds()) {
      let world = try await entry.make(EnvironmentCatalog.WorldRequest(wording: .compact))
      #expect(world.wordingVersion == "compact 2" && plain.wordingVersion == "plain 1")
      for index in 0..<20 {
        let (one, other) = (
          try await world.task(at: index, in: .training, seed: 3),
          try await plain.task(at: index, in: .training, seed: 3)
        )
        #expect(one.id == other.id && one.board == other.board)
        var (terse, wordy) = (
          try await one.begin(generator: SeededGenerator(seed: 9)),
          try await other.begin(generator: SeededGenerator(seed: 9))
        )
        _ = try await terse.respond(to: "none")
        var draws = SeededGenerator(seed: UInt64(index))
        for _ in 0..<10 {
          let word = ["left", "right", "up", "down", "jump"][draws.index(below: 5)]
          let (a, b) = (
            try await terse.respond(to: word), try await wordy.respond(to: "Action: \(word)")
          )
          #expect(a.action == b.action && a.outcome == b.outcome && a.reward == b.reward)
          #expect(a.position == b.position && a.board == b.board && a.isDone == b.isDone)
        }
        #expect(terse.feedback == wordy.feedback)
      }
    }
  }

  @Test func `the true rules are notes whose every claim is right`() async throws {
    for world in try await worlds() {
      for split in TaskSplit.allCases {
        let task = try await world.task(at: 1, in: split, seed: 1)
        let claims = task.claims(in: task.trueRules, after: [])
        let wrong = claims.filter { $0.verdict != .right }.map { $0.words(in: task.trueRules) }
        #expect(wrong.isEmpty)
        #expect(Set(claims.filter { $0.kind == .rule }.map(\.subject)).count >= task.factCount ?? 0)
        let episode = try await task.begin(generator: SeededGenerator(seed: 1))
        #expect(episode.prompt(advice: task.trueRules).text.contains(task.trueRules))
        #expect(episode.reflectionRequest(memory: task.trueRules).text.contains(task.trueRules))
        #expect(task.parse(reflection: task.trueRules).advice == task.trueRules)
      }
    }
  }

  @Test func `notes stand between their marks`() async throws {
    for world in try await worlds() {
      let task = try await world.task(at: 0, in: .training, seed: 1)
      let marked = task.parse(reflection: "Well. <prompt>\nC kills.\n</prompt> Done.")
      #expect(marked == ParsedReflection(advice: "C kills.", isWellFormed: true))
      let bare = task.parse(reflection: " C kills. ")
      #expect(bare == ParsedReflection(advice: "C kills.", isWellFormed: false))
      #expect(task.parse(reflection: "<prompt> </prompt>").isWellFormed == false)
    }
  }

  @Test func `what an attempt met is read from sentences about it`() throws {
    var task = try FrozenLakeTask(["HFS", "FFF", "FHG"])
    task.wording = .plain
    var episode = task.attempt(generator: SeededGenerator(seed: 1))
    var turns: [Turn] = []
    var told = episode.prompt(advice: nil).text
    for text in ["Action: left", "Action: left"] {
      let turn = episode.respond(to: text)
      turns.append(
        Turn(
          observation: told, text: text, action: turn.action, wasEffective: turn.wasEffective,
          reward: turn.reward, outcome: turn.outcome, position: turn.position))
      told = turn.observation
    }
    #expect(told == "You came onto C at a1 and fell in. The attempt is over without success.")
    let claims = task.claims(
      in: "I fell into a hole. C is a hole, and D is safe to walk on. B is a wall.", after: turns)
    func verdicts(_ subject: String) -> [Claim.Verdict] {
      claims.filter { $0.subject == subject }.map(\.verdict)
    }
    #expect(verdicts("C") == [.right] && verdicts("D") == [.right] && verdicts("B") == [.wrong])
    #expect(verdicts("cause") == [.right])
    let shown = claims.filter { $0.subject == "C" || $0.subject == "D" }
    #expect(shown.allSatisfy { $0.isShown })
  }
}
