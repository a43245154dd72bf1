import RLCore
import Testing

@testable import Environments

@Suite struct HotpotEpisodeTests {
  private static let item = HotpotItem(
    id: "q", question: "Who made Kara?", answer: "Tavi Mira", type: "bridge", level: "hard",
    supportingFacts: [],
    context: [
      Paragraph(title: "Kara", sentences: ["A film by Tavi Mira."]),
      Paragraph(title: "Long", sentences: [String(repeating: "x", count: 400)]),
    ])

  private func task(_ limits: HotpotLimits = HotpotLimits(), answer: String = "Tavi Mira") throws
    -> HotpotTask
  {
    var item = Self.item
    item.answer = answer
    return HotpotTask(
      item, retriever: try FullTextIndex(of: item.context), wording: .plain, limits: limits,
      trueRules: "")
  }

  private func play(_ turns: [String], _ task: HotpotTask) -> (
    turns: [Transition], feedback: String
  ) {
    var episode = task.attempt()
    let made = turns.map { episode.respond(to: $0) }
    return (made, episode.feedback)
  }

  /// What the official scorer strips is what Python strips; Foundation would take more.
  @Test(arguments: [
    ("answer:  yes \t", "yes"), ("answer: \u{200B}yes\u{200B}", "\u{200B}yes\u{200B}"),
    ("answer:\u{A0}\u{3000}yes\u{1C}", "yes"), ("answer: \u{FEFF}yes", "\u{FEFF}yes"),
  ])
  func `an answer loses white space at its ends and nothing else`(text: String, answer: String) {
    #expect(HotpotCall(reading: text) == .answer(answer))
  }

  @Test func `the search is a tool, and its call is the same as its words`() throws {
    var prompted = try task()
    #expect(prompted.tools.isEmpty)
    prompted.prompts = try PromptSet(from: PromptSet.shipped, world: "hotpotqa", examples: 0)
    let tool = try #require(prompted.tools.first)
    #expect(prompted.tools.count == 1 && tool.parameters.map(\.name) == ["query"])
    let call = #"<tool_call>{"name":"\#(tool.name)","arguments":{"query":"kara"}}</tool_call>"#
    let (called, _) = play([call], prompted)
    let (said, _) = play(["search: kara"], prompted)
    #expect(called.map(\.observation) == said.map(\.observation))
    #expect(called[0].action == "search: kara")
  }

  @Test func `a search shows what it found, and the answer ends the attempt`() throws {
    let (turns, feedback) = play(
      ["I look it up.\nSEARCH: kara", "answer: the Tavi Mira."], try task())
    #expect(turns[0].action == "search: kara" && turns[0].outcome == .moved)
    #expect(turns[0].observation == "Results:\n[1] Kara: A film by Tavi Mira.\n4 turns left.")
    #expect(turns[1].action == "answer: the Tavi Mira." && turns[1].outcome == .solved)
    #expect(turns[1].reward == 1 && turns[1].isDone && feedback == "The answer is right.")
  }

  @Test func `a partly right answer earns its F1 and has failed`() throws {
    let (turns, feedback) = play(["answer: Mira"], try task())
    #expect(turns[0].outcome == .failed && abs(turns[0].reward - 2.0 / 3) < 1e-12)
    #expect(feedback == "The answer is partly right and earned 0.67.")
  }

  @Test(arguments: [
    "", "Tavi Mira", "search:", "answer:   ", "research: Kara", "search", "search:\nKara", "{}",
  ])
  func `a turn without a call is invalid and lost`(text: String) throws {
    var limits = HotpotLimits()
    limits.budget = 2
    let (turns, feedback) = play([text, text, "answer: Tavi Mira"], try task(limits))
    #expect(turns.map(\.outcome) == [.invalid, .exhausted, .invalid])
    #expect(turns.map(\.isDone) == [false, true, true] && turns.allSatisfy { $0.reward == 0 })
    #expect(
      feedback == "All turns were used up without an answer. "
        + "Some turns held neither a search nor an answer.")
  }

  @Test func `results are cut to the snippet's length and to the best`() throws {
    let limits = HotpotLimits(budget: 5, topK: 1, snippetLength: 10)
    let (turns, _) = play(["search: long kara", "search: nothing"], try task(limits))
    #expect(turns[0].observation.contains("[1] ") && !turns[0].observation.contains("[2] "))
    #expect(!turns[0].observation.contains(String(repeating: "x", count: 11)))
    #expect(turns[1].outcome == .blocked && !turns[1].wasEffective)
  }

  @Test(arguments: ["Tavi Mira", "wrong", "is", "0.67", "succeed", "failed"])
  func `feedback never contains the true answer`(truth: String) throws {
    for answer in ["x \(truth) y", "nothing", "\(truth) \(truth)"] {
      let (turns, feedback) = play(["answer: \(answer)"], try task(answer: truth))
      let words = feedback.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "." }
      #expect(turns[0].outcome != .solved)
      #expect(
        !" \(words.joined(separator: " ")) ".contains(" \(truth.lowercased()) "), "\(feedback)")
      #expect(!feedback.isEmpty)
    }
  }

  @Test func `a reflection's advice stands between its marks`() throws {
    let task = try task()
    let parsed = task.parse(reflection: "Well. <prompt> Search first. </prompt> <prompt>x</prompt>")
    #expect(parsed == ParsedReflection(advice: "Search first.", isWellFormed: true))
    #expect(
      task.parse(reflection: " Search. ")
        == ParsedReflection(advice: "Search.", isWellFormed: false))
    let episode = task.attempt()
    #expect(episode.prompt(advice: "Search first.").text.contains("Search first."))
    #expect(!episode.prompt(advice: nil).text.contains("learnt before"))
  }

  @Test(.enabled(if: SharedData.path("hotpotqa-distractor-100.json") != nil, "no shared data"))
  func `the official items are played to a right answer`() throws {
    var options = HotpotQA.Options()
    options.tasks = try #require(SharedData.path("hotpotqa-distractor-100.json"))
    let environment = try HotpotQA(options: options)
    #expect(environment.taskCount(in: .training) == 80)
    #expect(environment.taskCount(in: .heldOut) == 20)
    #expect(
      environment.notes
        == ["100 questions of hotpotqa-distractor-100.json, 20 held out of training"])
    for index in 0..<80 {
      let task = environment.task(at: index, in: .training, seed: 1)
      let item = try #require(task as? HotpotTask).item
      let (turns, _) = play(
        ["search: \(item.question)", "answer: \(item.answer)"], try #require(task as? HotpotTask))
      #expect(turns[0].outcome == .moved && turns[1].outcome == .solved, "\(item.id)")
    }
  }
}
