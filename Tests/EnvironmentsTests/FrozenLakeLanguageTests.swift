import Environments
import RLCore
import Testing

@Suite struct FrozenLakeLanguageTests {
  @Test func `every word of the vocabulary is there once, and no mark of a model`() {
    let words = FrozenLakeLanguage.words
    #expect(!words.contains { $0.hasPrefix("<") })
    #expect(Set(words).count == words.count)
    #expect(words.count <= 124)
    #expect(words.allSatisfy { !$0.contains(where: \.isWhitespace) })
  }

  @Test func `an attempt reads as specified`() throws {
    let task = try FrozenLakeTask(["HFS", "FFF", "FHG"])
    var episode = task.attempt(generator: SeededGenerator(seed: 1))
    #expect(
      episode.prompt(advice: nil)
        == TurnRequest("rules: none grid: D except A c1 B c3 C a1 C b3 target:", length: .words(2)))
    let plan = episode.respond(to: "B c3")
    #expect(plan.observation == "play: c1 sees edge edge D D move:")
    #expect(plan.outcome == .planned && plan.action == nil && plan.length == .word)
    #expect(plan.position == 2 && !plan.isDone)
    let blocked = episode.respond(to: "up")
    #expect(blocked.observation == "edge blocked c1 sees edge edge D D move:")
    #expect(blocked.outcome == .blocked && blocked.action == "up")
    let invalid = episode.respond(to: "🧊")
    #expect(invalid.observation == "none invalid c1 sees edge edge D D move:")
    #expect(invalid.outcome == .invalid && invalid.action == "none")
    let moved = episode.respond(to: "down")
    #expect(moved.observation == "D moved c2 sees D edge B D move:")
    #expect(moved.position == 5 && moved.wasEffective)
    let won = episode.respond(to: "down")
    #expect(won.observation == "B won")
    #expect(won.reward == 1 && won.isDone && won.outcome == .solved && won.length == nil)
  }

  @Test func `the end of an attempt is told in its last words`() throws {
    let task = try FrozenLakeTask(["HFS", "FFF", "FHG"], budget: 3)
    #expect(task.play(["left", "left"]).last?.observation == "C fell")
    let timeouts = [
      (["left", "right", "left"], "D moved timeout"), (["up", "up", "up"], "edge blocked timeout"),
      (["?", "?", "?"], "none invalid timeout"),
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

  @Test func `advice stands in the prompt, cut to two words a letter`() throws {
    let task = try FrozenLakeTask(["SF", "FG"])
    let episode = task.attempt(generator: SeededGenerator(seed: 1))
    let advice = "A player B goal C hole D safe E hole F safe"
    #expect(
      episode.prompt(advice: advice).text
        == "rules: A player B goal C hole D safe grid: D except A a1 B b2 target:")
    let empty = episode.prompt(advice: nil).text
    #expect(episode.prompt(advice: "").text == empty)
    #expect(episode.prompt(advice: "<eos> A player").text == empty)
    #expect(episode.prompt(advice: "ignore\u{1B}[2J 🧊").text == empty)
  }

  @Test func `a reflection is asked for with the memory in hand`() throws {
    let four = try FrozenLakeTask(["SF", "FG"]).planned()
    let six = try FrozenLakeTask(["SF", "FG"], code: .six).planned()
    #expect(
      four.reflectionRequest(memory: nil)
        == TurnRequest("memory: none reflect:", length: .text(upTo: 10)))
    #expect(
      six.reflectionRequest(memory: "A player B goal")
        == TurnRequest("memory: A player B goal reflect:", length: .text(upTo: 14)))
    #expect(six.retryRequest() == TurnRequest("again: target:", length: .words(2)))
  }

  @Test func `a well-formed reflection becomes advice`() throws {
    let task = try FrozenLakeTask(["SF", "FG"], code: .six)
    #expect(
      task.parse(reflection: "C fell A player B goal C hole D safe E unknown F safe <eos>")
        == ParsedReflection(
          advice: "A player B goal C hole D safe E unknown F safe", isWellFormed: true))
  }

  @Test(arguments: [
    ("", ""), ("🧊", ""), ("C fell", ""), ("<eos> A player", ""),
    (
      "A player B goal C hole D safe E hole F safe",
      "A player B goal C hole D safe E hole F safe"
    ),
    (
      "C fell B goal A player C hole D safe E hole F safe",
      "B goal A player C hole D safe E hole F safe"
    ),
    ("edge timeout A player B nonsense C hole", "A player B C hole"),
    (
      "none invalid A player A player A player A player A player A player A player",
      "A player A player A player A player A player A player"
    ),
  ])
  func `a malformed reflection keeps what can be read`(text: String, advice: String) throws {
    let task = try FrozenLakeTask(["SF", "FG"], code: .six)
    #expect(
      task.parse(reflection: text) == ParsedReflection(advice: advice, isWellFormed: false))
  }

  @Test func `the true rules are a well-formed rulebook`() throws {
    let lake = try FrozenLake()
    for index in 0..<50 {
      let task = lake.lake(at: index, in: .permuted, seed: 1)
      let parsed = task.parse(reflection: "edge timeout \(task.trueRules)")
      #expect(parsed == ParsedReflection(advice: task.trueRules, isWellFormed: true))
    }
  }

  @Test func `an attempt uses only words of the vocabulary`() throws {
    let lake = try FrozenLake(options: .official)
    let vocabulary = Set(FrozenLakeLanguage.words)
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
      let words = text.split(separator: " ").map(String.init)
      var shown = [String](repeating: words[3], count: task.map.tiles.count)
      for place in stride(from: 5, to: words.count - 1, by: 2) {
        let square = try #require(
          shown.indices.first {
            task.name(of: $0) == words[place + 1]
          })
        shown[square] = words[place]
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
