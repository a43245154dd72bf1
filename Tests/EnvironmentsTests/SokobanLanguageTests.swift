import Environments
import RLCore
import Testing

@Suite struct SokobanLanguageTests {
  private let rows = ["######", "#   .#", "#@$  #", "#    #", "######"]

  @Test func `every word of the vocabulary is there once, and no mark of a model`() {
    let words = SokobanLanguage.language.words
    #expect(!words.contains { $0.hasPrefix("<") })
    #expect(Set(words).count == words.count)
    #expect(words.count <= 264)
    #expect(words.allSatisfy { !$0.contains(where: \.isWhitespace) })
  }

  @Test func `an attempt reads as specified`() throws {
    let task = try SokobanTask(rows)
    var episode = task.attempt()
    #expect(
      episode.prompt(advice: nil)
        == TurnRequest(
          "The room is 6 by 5. There is A b3 and B c3 and C e2 among D inside E. "
            + "Advice: none. Plan:", length: .words(5))
    )
    let plan = episode.respond(to: "B c3 to C e2")
    #expect(plan.observation == "A at b3 and 8 turns. Move:")
    #expect(plan.outcome == .planned && plan.action == nil && plan.length == .word)
    let turns = [
      ("left", "E stopped you. A at b3 and 7 turns. Move:", TurnOutcome.blocked),
      ("🧊", "You did nothing. A at b3 and 6 turns. Move:", .invalid),
      ("right", "You pushed B. Now d3 shows B. A at c3 and 5 turns. Move:", .moved),
      ("up", "You stepped on D. A at c2 and 4 turns. Move:", .moved),
      ("right", "You stepped on D. A at d2 and 3 turns. Move:", .moved),
      ("right", "You stepped on C. a at e2 and 2 turns. Move:", .moved),
      ("left", "You stepped on D. A at d2 and 1 turn. Move:", .moved),
      ("down", "You pushed B. Now d4 shows B. Time is up.", .exhausted),
    ]
    for (word, observation, outcome) in turns {
      let turn = episode.respond(to: word)
      #expect(turn.outcome == outcome)
      // Whether the box can still reach the goal at the end is another test's.
      if outcome != .exhausted { #expect(turn.observation == observation) }
    }
    let after = episode.respond(to: "up")
    #expect(after.isDone && after.observation == "" && after.reward == 0)
  }

  @Test func `the end is told in the last words`() throws {
    let won = try SokobanTask(["#####", "#@$.#", "#####"]).play(["right"])
    #expect(won.last?.observation == "You pushed B. Now d2 shows b. You won.")
    #expect(won.last?.outcome == .solved && won.last?.reward == 1)
    let dead = ["######", "#  . #", "# $@ #", "#    #", "######"]
    let stuck = try SokobanTask(dead, budget: 1).play(["left"])
    #expect(stuck.last?.observation == "You pushed B. Now b3 shows B. It is stuck.")
    #expect(stuck.last?.outcome == .exhausted && stuck.last?.isDone == true)
    let free = try SokobanTask(dead, budget: 1).play(["up"])
    #expect(free.last?.observation == "You stepped on C. Time is up.")
  }

  @Test func `the board follows the boxes, and a box on a goal is a small letter`() throws {
    let task = try SokobanTask(["#####", "#@$.#", "#####"])
    #expect(task.board == ["EEEEE", "EDBCE", "EEEEE"])
    #expect(task.play(["right"]).last?.board == ["EEEEE", "EDDbE", "EEEEE"])
    #expect(task.play(["left"]).last?.board == nil)
  }

  @Test func `marks are floor in other letters, each on one square`() throws {
    let task = try SokobanTask(rows, marks: 2)
    let shown = task.board.joined()
    #expect(shown.filter { $0 == "F" }.count == 1 && shown.filter { $0 == "G" }.count == 1)
    #expect(task.board == (try SokobanTask(rows, marks: 2)).board)
    #expect(
      task.trueRules
        == "I am A. B moves. C wins. D holds. E blocks. F holds. G holds.")
  }

  @Test func `inner walls and open rims are told square by square`() throws {
    let task = try SokobanTask([" ######", " #@$.##", " ### ##", " ######"])
    let text = task.attempt().prompt(advice: nil).text
    #expect(
      text.hasPrefix(
        "The room is 7 by 4. There is A c2 and B d2 and C e2 and D a1 a2 a3 e3 a4 "
          + "among E inside E. Advice:"))
  }

  @Test(arguments: [
    (["right", "right"], "The box is on its goal after 2 moves."),
    (["down", "up"], "The attempt is not over; the agent is at b2 after 2 moves."),
    (
      ["left", "up", "jump"],
      "The 3 moves were used up and the room is not solved; the agent ended at b2, "
        + "having pushed no box. 1 move named no direction and was lost."
    ),
  ])
  func `feedback tells what happened`(words: [String], feedback: String) throws {
    let task = try SokobanTask(["######", "#@$ .#", "#    #", "######"], budget: 3)
    #expect(task.feedback(after: words) == feedback)
  }

  @Test func `feedback tells a deadlock`() throws {
    let task = try SokobanTask(["######", "#  . #", "# $@ #", "#    #", "######"], budget: 2)
    #expect(
      task.feedback(after: ["left", "up"])
        == "The 2 moves were used up and the room is not solved; the agent ended at c2, having "
        + "pushed once. The box at b3 is against a wall and can no longer reach the goal.")
  }

  @Test func `a reflection is asked for with the memory in hand and becomes advice`() throws {
    let task = try SokobanTask(rows, marks: 2)
    #expect(
      task.planned().reflectionRequest(memory: "A is me.")
        == TurnRequest("Memory: A is me. Reflection:", length: .text(upTo: 72)))
    #expect(task.planned().retryRequest() == TurnRequest("Try again. Plan:", length: .words(5)))
    let advice = "I pushed B and it got stuck. B moves. F may be the goal. Push B to F."
    #expect(
      task.parse(reflection: "\(advice) <eos>")
        == ParsedReflection(advice: advice, isWellFormed: true))
  }

  @Test(arguments: [
    ("E is a wall; you can push B.", "E blocks. B moves."),
    ("B box C goal D floor", "B moves. C wins. D holds."),
    ("Perhaps C is where the box should go: push B onto C!", "C wins. B moves."),
  ])
  func `anybody's English is told in the words of the language`(
    text: String, advice: String
  ) throws {
    let task = try SokobanTask(rows, marks: 2)
    #expect(task.parse(reflection: text) == ParsedReflection(advice: advice, isWellFormed: true))
  }

  @Test func `an attempt uses only words of the vocabulary`() throws {
    var options = Sokoban.Options.official
    options.sizeMaximum = 10
    options.marks = 3
    let rooms = try Sokoban(options: options)
    let vocabulary = Set(SokobanLanguage.language.words)
    var generator = SeededGenerator(seed: 1)
    for index in 0..<100 {
      let task = rooms.room(at: index, in: .permuted, seed: 2)
      var episode = task.attempt()
      var texts = [
        episode.prompt(advice: task.trueRules).text, episode.respond(to: "").observation,
      ]
      while true {
        let word = GridDirection(rawValue: Int(generator.next() % 5))?.word ?? "jump"
        let turn = episode.respond(to: word)
        texts.append(turn.observation)
        if turn.isDone { break }
      }
      texts.append(episode.reflectionRequest(memory: task.trueRules).text)
      for text in texts {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        #expect(vocabulary.isSuperset(of: words), "\(text)")
      }
    }
  }
}
