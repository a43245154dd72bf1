import ClaimReading
import Environments
import RLCore
import Testing

@Suite struct `Claims` {
  @Test(arguments: ClaimTable.lake)
  func `of a lake are read and judged`(sentence: ClaimCase) async throws {
    let read = try await Self.read(sentence, Self.lake(), moves: ["right", "down"])
    #expect(read == sentence.expected)
  }

  @Test(arguments: ClaimTable.room)
  func `of a room are read and judged`(sentence: ClaimCase) async throws {
    let read = try await Self.read(sentence, Self.room(), moves: Array(repeating: "up", count: 8))
    #expect(read == sentence.expected)
  }

  @Test(arguments: ClaimTable.questions)
  func `of the generated world are read and judged`(sentence: ClaimCase) async throws {
    let item = Self.item("For Taru name the film of its person.", "Lano")
    let task = HotpotTask(
      item, retriever: NoResults(), wording: .compact(relations: 4),
      trueRules: "maker: person. home: place. debut: film. owner: company.")
    let read = try await Self.read(
      sentence, task, moves: ["Taru has a film debut Rodo so the answer is Rodo"])
    #expect(read == sentence.expected)
  }

  @Test(arguments: ClaimTable.prose)
  func `of a question are read and judged`(sentence: ClaimCase) async throws {
    let task = HotpotTask(
      Self.item("Who wrote the first program?", "Ada Lovelace"), retriever: OneResult(),
      wording: .plain, trueRules: "")
    let read = try await Self.read(
      sentence, task, moves: ["search: first program", "answer: Byron"])
    #expect(read == sentence.expected)
  }

  @Test func `the table has at least two hundred sentences`() {
    let all = ClaimTable.lake + ClaimTable.room + ClaimTable.questions + ClaimTable.prose
    #expect(Set(all.map(\.text)).count >= 200)
  }

  @Test func `a claim knows where it stands`() async throws {
    let text = "— Avoid D; C is a hole."
    let claims = try Self.lake().claims(in: text, after: [])
    #expect(claims.map { $0.words(in: text) } == ["Avoid D", "C is a hole"])
  }

  @Test func `a rule is shown by the attempt that met it`() async throws {
    let lake = try Self.lake()
    let turns = try await Self.turns(of: lake, moves: ["right", "down"])
    let claims = lake.claims(in: "A player B goal C hole D safe E hole F safe", after: turns)
    let shown = claims.filter(\.isShown).map(\.subject)
    #expect(shown.contains("A"))
    #expect(!shown.contains("B"))
    #expect(shown.contains("C") != shown.contains("E"), "one of the two holes was met")
    #expect(lake.claims(in: "C hole", after: []).map(\.isShown) == [false])
  }

  @Test func `whatever is written, reading comes to an end`() async throws {
    let lake = try Self.lake()
    var generator = SeededGenerator(seed: 5)
    let pieces = [
      "C", "is", "not", "a", "hole", ",", ".", "?", "'", "\"", "push", "onto", "B", "right", "→",
      "3", "(", ")", "if", "avoid", "\n", "𝒞", "e\u{301}", "\u{0}", "and", "A", "b2", "x2",
    ]
    for _ in 0..<400 {
      let count = Int(generator.next() % 24)
      let text = (0..<count).map { _ in pieces[Int(generator.next() % UInt64(pieces.count))] }
        .joined(separator: generator.next() % 4 == 0 ? "" : " ")
      for claim in lake.claims(in: text, after: []) {
        #expect(claim.range.upperBound <= text.unicodeScalars.count)
        #expect(!claim.words(in: text).isEmpty)
      }
    }
  }

  // MARK: - Tasks

  private static func read(
    _ sentence: ClaimCase, _ task: any EnvironmentTask, moves: [String]
  ) async throws -> String {
    let turns = try await turns(of: task, moves: moves)
    let claims = task.claims(in: sentence.text, after: turns)
    return ClaimTable.summary(claims)
  }

  private static func turns(
    of task: any EnvironmentTask, moves: [String]
  ) async throws -> [Turn] {
    var episode = try await task.begin(generator: SeededGenerator(seed: 1))
    var told = episode.prompt(advice: nil).text
    let plan = task.board.isEmpty ? [] : ["unknown none"]
    var turns: [Turn] = []
    for text in plan + moves {
      let transition = try await episode.respond(to: text)
      turns.append(
        Turn(
          observation: told, text: text, action: transition.action,
          wasEffective: transition.wasEffective, reward: transition.reward,
          outcome: transition.outcome, position: transition.position, board: transition.board))
      told = transition.observation
    }
    return turns
  }

  private static func lake() throws -> FrozenLakeTask {
    try FrozenLakeTask(["SFFF", "FHFH", "FFFH", "HFFG"], code: .six)
  }

  private static func room() throws -> SokobanTask {
    try SokobanTask(["######", "#    #", "# $. #", "# @  #", "#    #", "######"], marks: 2)
  }

  private static func item(_ question: String, _ answer: String) -> HotpotItem {
    HotpotItem(
      id: "q", question: question, answer: answer, type: "bridge", level: "hard",
      supportingFacts: [], context: [])
  }
}

private struct NoResults: Retriever {
  func search(_ text: String, limit: Int) -> [Paragraph] { [] }
  func paragraph(titled title: String) -> Paragraph? { nil }
}

private struct OneResult: Retriever {
  func search(_ text: String, limit: Int) -> [Paragraph] {
    [Paragraph(title: "Charles Babbage", sentences: ["He planned an analytical engine."])]
  }
  func paragraph(titled title: String) -> Paragraph? { nil }
}
