import ClaimReading
import Environments
import RLCore
import Testing

@Suite struct FrozenLakeLanguageTests {
  private let language = FrozenLakeLanguage.language

  @Test func `every word of the vocabulary is there once, and no mark of a model`() {
    let words = language.words
    #expect(!words.contains { $0.hasPrefix("<") })
    #expect(Set(words).count == words.count)
    #expect(words.count <= 190)
    #expect(words.allSatisfy { !$0.contains(where: \.isWhitespace) })
  }

  @Test func `an attempt reads as specified`() throws {
    let task = try FrozenLakeTask(["HFS", "FFF", "FHG"])
    var episode = task.attempt(generator: SeededGenerator(seed: 1))
    #expect(
      episode.prompt(advice: nil)
        == TurnRequest(
          "There is A c1 and B c3 and C a1 b3 among D. Advice: none. Plan:",
          length: .words(2)))
    let plan = episode.respond(to: "B c3")
    #expect(plan.observation == "See edge edge D D. Move from c1")
    #expect(plan.outcome == .planned && plan.action == nil && plan.length == .word)
    #expect(plan.position == 2 && !plan.isDone)
    let blocked = episode.respond(to: "up")
    #expect(blocked.observation == "You met the edge. See edge edge D D. Move from c1")
    #expect(blocked.outcome == .blocked && blocked.action == "up")
    let invalid = episode.respond(to: "🧊")
    #expect(invalid.observation == "You did nothing. See edge edge D D. Move from c1")
    #expect(invalid.outcome == .invalid && invalid.action == "none")
    let moved = episode.respond(to: "down")
    #expect(moved.observation == "You stepped on D. See D edge B D. Move from c2")
    #expect(moved.position == 5 && moved.wasEffective)
    let won = episode.respond(to: "down")
    #expect(won.observation == "You stepped on B. You won.")
    #expect(won.reward == 1 && won.isDone && won.outcome == .solved && won.length == nil)
  }

  @Test func `every attempt at a task, and at a copy of it, is told the same`() throws {
    let task = try FrozenLakeTask(["SFF", "FHF", "FFG"])
    let ways = [["down", "up", "?", "left", "right"], ["right", "right", "up", "down", "down"]]
    func told(_ task: FrozenLakeTask, _ way: [String]) -> [String] {
      task.play(way).map(\.observation)
    }
    for way in ways {
      let fresh = told(try FrozenLakeTask(["SFF", "FHF", "FFG"]), way)
      #expect(told(task, way) == fresh)
      var copy = task
      copy.isRewardShaped = true
      #expect(told(copy, way) == fresh)
      #expect(Set(fresh).count == fresh.count)
    }
    let other = told(try FrozenLakeTask(["SFF", "FFF", "FHG"]), ways[0])
    #expect(other != told(task, ways[0]))
  }

  @Test func `the end of an attempt is told in its last words`() throws {
    let task = try FrozenLakeTask(["HFS", "FFF", "FHG"], budget: 3)
    #expect(task.play(["left", "left"]).last?.observation == "You stepped on C. You fell.")
    let timeouts = [
      (["left", "right", "left"], "You stepped on D. Time is up."),
      (["up", "up", "up"], "You met the edge. Time is up."),
      (["?", "?", "?"], "You did nothing. Time is up."),
    ]
    for (words, end) in timeouts {
      let last = try #require(task.play(words).last)
      #expect(last.observation == end)
      #expect(last.outcome == .exhausted && last.isDone && last.reward == 0)
    }
  }

  @Test func `an attempt that is over stays over`() throws {
    var episode = try FrozenLakeTask(["SG", "FF"]).planned()
    _ = episode.respond(to: "right")
    let feedback = episode.feedback
    let after = episode.respond(to: "left")
    #expect(after.isDone && after.reward == 0 && after.observation == "" && !after.wasEffective)
    #expect(episode.feedback == feedback)
  }

  @Test func `what the board shows stands before the advice`() throws {
    let task = try FrozenLakeTask(["SF", "FG"])
    let episode = task.attempt(generator: SeededGenerator(seed: 1))
    #expect(
      episode.prompt(advice: "B is the goal. Be careful.").text
        == "There is A a1 and B b2 among D. Advice: B is the goal. Be careful. Plan:")
    let empty = episode.prompt(advice: nil).text
    #expect(episode.prompt(advice: "").text == empty)
    #expect(episode.prompt(advice: "<eos> B is the goal.").text == empty)
    #expect(episode.prompt(advice: "ignore\u{1B}[2J 🧊").text == empty)
  }

  @Test func `advice is no longer than a note may be`() throws {
    let task = try FrozenLakeTask(["SF", "FG"])
    let long = [String](repeating: "Think ahead.", count: 100).joined(separator: " ")
    let text = task.attempt(generator: SeededGenerator(seed: 1)).prompt(advice: long).text
    #expect(text.split(separator: " ").count { $0 == "ahead." } == language.noteLength / 2)
  }

  @Test func `a reflection is asked for with the memory in hand`() throws {
    let task = try FrozenLakeTask(["SF", "FG"]).planned()
    #expect(
      task.reflectionRequest(memory: nil)
        == TurnRequest("Memory: none. Reflection:", length: .text(upTo: 64)))
    #expect(
      task.reflectionRequest(memory: "B is the goal.").text
        == "Memory: B is the goal. Reflection:")
    #expect(task.retryRequest() == TurnRequest("Try again. Plan:", length: .words(2)))
  }

  @Test(arguments: [
    "I stepped on C and fell. C kills. Maybe B wins. Go around C.",
    "Time was up. I can walk on D. C is a hole. I do not know F.", "Be careful.",
    "B is the goal. Then a1 down, a2 right.",
  ])
  func `sentences of the language are told as they are`(text: String) throws {
    let task = try FrozenLakeTask(["SF", "FG"], code: .six)
    #expect(
      task.parse(reflection: text + " <eos>")
        == ParsedReflection(advice: text, isWellFormed: true))
  }

  @Test(arguments: [
    ("", ""), ("🧊", ""), ("<eos> B is the goal.", ""), ("C is a", "C is a"),
    ("C is the hole. B", "C is the hole. B"), ("none.", ""),
    ("Then a1 down, a2", "Then a1 down, a2"),
  ])
  func `what is no whole sentence is not well-formed`(text: String, advice: String) throws {
    let task = try FrozenLakeTask(["SF", "FG"], code: .six)
    #expect(
      task.parse(reflection: text) == ParsedReflection(advice: advice, isWellFormed: false))
  }

  @Test(arguments: [
    ("The goal is B, and C kills you!", "B wins. C kills."),
    ("none timeout A player B goal C hole", "I am A. B wins. C kills."),
    ("I think that B might be the exit; stay away from E.", "Maybe B wins. E kills."),
    ("**Rule**: `D` and `F` are safe to walk on.", "D holds. F holds."),
    ("From the start go down, then right.", "Then a1 down, a2 right."),
    (
      "B is the goal, and the holes are C and E. F is fine to walk on.",
      "B wins. C kills. E kills. F holds."
    ),
    ("Everything except C and E is safe", "C kills. E kills."),
    ("C and E are not safe", "C kills. E kills."),
    ("Never step on C, and D does not kill.", "C kills. D holds."),
  ])
  func `anybody's English is told in the words of the language`(
    text: String, advice: String
  ) throws {
    let task = try FrozenLakeTask(["SF", "FG"], code: .six)
    #expect(task.parse(reflection: text) == ParsedReflection(advice: advice, isWellFormed: true))
    let episode = task.attempt(generator: SeededGenerator(seed: 1))
    #expect(episode.prompt(advice: text).text.contains("Advice: \(advice) Plan:"))
  }

  @Test(arguments: ["What a nice day it is.", "Is B the goal?", "\u{1B}[2J", "Try harder, please!"])
  func `what cannot be read is no advice, and a failed reflection`(text: String) throws {
    let task = try FrozenLakeTask(["SF", "FG"], code: .six)
    #expect(task.parse(reflection: text) == ParsedReflection(advice: "", isWellFormed: false))
  }

  @Test func `the true rules are sentences of the language`() throws {
    let lake = try FrozenLake()
    for index in 0..<50 {
      let task = lake.lake(at: index, in: .permuted, seed: 1)
      let parsed = task.parse(reflection: task.trueRules)
      #expect(parsed == ParsedReflection(advice: task.trueRules, isWellFormed: true))
      let claims = task.claims(in: task.trueRules, after: [])
      #expect(claims.count == 6 && claims.allSatisfy { $0.verdict == .right && !$0.isGuess })
    }
  }

  @Test func `an attempt uses only words of the vocabulary`() throws {
    let lake = try FrozenLake(options: .official)
    let vocabulary = Set(language.words)
    var generator = SeededGenerator(seed: 1)
    for index in 0..<200 {
      let task = lake.lake(at: index, in: .permuted, seed: 2)
      var episode = task.attempt(generator: SeededGenerator(seed: 1))
      var texts = [
        episode.prompt(advice: task.trueRules).text, episode.respond(to: "").observation,
      ]
      while true {
        let word = GridDirection(rawValue: Int(generator.next() % 5))?.word ?? "jump"
        let turn = episode.respond(to: word)
        texts.append(turn.observation)
        if turn.isDone { break }
      }
      texts += [
        episode.reflectionRequest(memory: task.trueRules).text, episode.retryRequest().text,
      ]
      for text in texts {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        #expect(vocabulary.isSuperset(of: words), "\(text)")
      }
    }
  }

  @Test func `the letters of a prompt rebuild the board`() throws {
    let lake = try FrozenLake(options: .official)
    for index in 0..<200 {
      let task = lake.lake(at: index, in: .permuted, seed: 2)
      let text = task.attempt(generator: SeededGenerator(seed: 1)).prompt(advice: nil).text
      let scene = try #require(text.split(separator: ".").first)
      let words = scene.split(separator: " ").map(String.init)
      var shown = [String](repeating: words[words.count - 1], count: task.map.tiles.count)
      var letter = ""
      for word in words.dropFirst(2) {
        if LetterCode.letters.contains(word) { letter = word }
        if let square = shown.indices.first(where: { task.name(of: $0) == word }) {
          shown[square] = letter
        }
      }
      var expected = task.board.joined().map(String.init)
      expected[task.start] = LetterCode.letters[task.code.player]
      #expect(shown == expected)
    }
  }

  @Test func `letters keep the meaning of the ground, and second letters have their share`() throws
  {
    var options = FrozenLake.Options.official
    options.sizeMinimum = 8
    let boards = try FrozenLake(options: options)
    var squares = [Int](repeating: 0, count: 6)
    for index in 0..<150 {
      let task = boards.lake(at: index, in: .training, seed: 1)
      for code in [LetterCode.six, boards.lake(at: index, in: .permuted, seed: 1).code] {
        let coded = FrozenLakeTask(map: task.map, code: code)
        #expect(coded.letters.map { code.kinds[$0] } == coded.kinds)
      }
      for letter in FrozenLakeTask(map: task.map, code: .six).letters { squares[letter] += 1 }
    }
    #expect(squares[0] == 0 && squares[1] == 150)
    #expect(abs(Double(squares[2]) / Double(squares[2] + squares[4]) - 0.5) < 0.03)
    #expect(abs(Double(squares[5]) / Double(squares[3] + squares[5]) - 0.2) < 0.02)
  }

  @Test func `a code is an order of four or six letters`() {
    #expect(LetterCode(letterOfPlace: [0, 1, 2, 3]) == .four)
    #expect(LetterCode(letterOfPlace: [3, 2, 1, 0])?.rulebook == "A safe B hole C goal D player")
    #expect(LetterCode(letterOfPlace: [0, 0, 2, 3]) == nil)
    #expect(LetterCode(letterOfPlace: [0, 1, 2]) == nil)
    #expect(LetterCode.six.rulebook == "A player B goal C hole D safe E hole F safe")
  }
}
