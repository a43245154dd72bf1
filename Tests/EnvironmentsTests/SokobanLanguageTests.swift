import Environments
import RLCore
import Testing

@Suite struct SokobanLanguageTests {
  private let rows = ["######", "#   .#", "#@$  #", "#    #", "######"]

  @Test func `every word of the vocabulary is there once, and no mark of a model`() {
    let words = SokobanLanguage.words
    #expect(!words.contains { $0.hasPrefix("<") })
    #expect(Set(words).count == words.count)
    #expect(words.count <= 172)
    #expect(words.allSatisfy { !$0.contains(where: \.isWhitespace) })
  }

  @Test func `an attempt reads as specified`() throws {
    let task = try SokobanTask(rows)
    var episode = task.attempt()
    #expect(
      episode.prompt(advice: nil)
        == TurnRequest(
          "rules: none grid: 6 5 rim E inside D A b3 B c3 C e2 plan:", length: .words(4))
    )
    let plan = episode.respond(to: "B c3 C e2")
    #expect(plan.observation == "play: A b3 8 move:")
    #expect(plan.outcome == .planned && plan.action == nil && plan.length == .word)
    let turns = [
      ("left", "E blocked A b3 7 move:", TurnOutcome.blocked),
      ("🧊", "none invalid A b3 6 move:", .invalid),
      ("right", "B pushed B d3 A c3 5 move:", .moved), ("up", "D moved A c2 4 move:", .moved),
      ("right", "D moved A d2 3 move:", .moved), ("right", "C moved a e2 2 move:", .moved),
      ("left", "D moved A d2 1 move:", .moved), ("down", "B pushed B d4 timeout", .exhausted),
    ]
    for (word, observation, outcome) in turns {
      let turn = episode.respond(to: word)
      #expect(turn.observation.hasPrefix(observation.replacing(" timeout", with: "")))
      #expect(turn.outcome == outcome)
      if outcome != .exhausted { #expect(turn.observation == observation) }
    }
    let after = episode.respond(to: "up")
    #expect(after.isDone && after.observation == "" && after.reward == 0)
  }

  @Test func `the end is told in the last words`() throws {
    let won = try SokobanTask(["#####", "#@$.#", "#####"]).play(["right"])
    #expect(won.last?.observation == "B pushed b d2 won")
    #expect(won.last?.outcome == .solved && won.last?.reward == 1)
    let dead = ["######", "#  . #", "# $@ #", "#    #", "######"]
    let stuck = try SokobanTask(dead, budget: 1).play(["left"])
    #expect(stuck.last?.observation == "B pushed B b3 stuck")
    #expect(stuck.last?.outcome == .exhausted && stuck.last?.isDone == true)
    let free = try SokobanTask(dead, budget: 1).play(["up"])
    #expect(free.last?.observation == "C moved timeout")
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
    #expect(task.trueRules == "A player B box C goal D floor E wall F floor G floor")
  }

  @Test func `inner walls and open rims are told square by square`() throws {
    let task = try SokobanTask([" ######", " #@$.##", " ### ##", " ######"])
    let text = task.attempt().prompt(advice: nil).text
    #expect(text.contains("grid: 7 4 rim E inside E A c2 B d2 C e2 D a1 D a2 D a3 D e3 D a4 plan:"))
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
      task.planned().reflectionRequest(memory: "A player")
        == TurnRequest("memory: A player reflect:", length: .text(upTo: 16)))
    #expect(task.planned().retryRequest() == TurnRequest("again: plan:", length: .words(4)))
    let advice = "A player B box C unknown D floor E wall F goal G floor"
    #expect(
      task.parse(reflection: "B stuck \(advice) <eos>")
        == ParsedReflection(advice: advice, isWellFormed: true))
    #expect(!task.parse(reflection: advice).isWellFormed)
  }

  @Test func `an attempt uses only words of the vocabulary`() throws {
    var options = Sokoban.Options.official
    options.sizeMaximum = 10
    options.marks = 3
    let rooms = try Sokoban(options: options)
    let vocabulary = Set(SokobanLanguage.words)
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
