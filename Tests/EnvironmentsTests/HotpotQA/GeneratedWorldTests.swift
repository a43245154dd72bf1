import Environments
import Foundation
import RLCore
import Testing

@Suite struct GeneratedWorldTests {
  private func tasks(_ split: TaskSplit, relations: Int = 4) throws -> [HotpotTask] {
    var options = HotpotQA.Options()
    options.relations = relations
    let environment = try HotpotQA(options: options)
    return (0..<100).compactMap {
      environment.task(at: $0, in: split, seed: 1) as? HotpotTask
    }
  }

  /// Answers as somebody does who knows the rules, with the tool alone.
  private func solve(_ task: HotpotTask) -> [Transition] {
    // "maker: person. …"
    var relations: [String: String] = [:]
    for rule in task.trueRules.split(separator: ".") {
      let words = rule.split { $0 == ":" || $0 == " " }.map(String.init)
      relations[words[1]] = words[0]
    }
    let words = task.item.question.split { $0 == " " || $0 == "." }.map(String.init)
    var episode = task.attempt()
    var turns: [Transition] = []
    /// The first paragraph that a search shows, as words.
    func look(_ name: String) -> [String] {
      turns.append(episode.respond(to: "nothing is known of it yet so now I search \(name)"))
      return (turns.last?.observation ?? "").split { $0 == " " || $0 == "." }.map(String.init)
    }
    func follow(_ kind: String, in seen: [String]) -> String {
      seen[(seen.firstIndex(of: relations[kind] ?? "") ?? 0) + 1]
    }
    func year(_ seen: [String]) -> Int { seen.compactMap { Int($0) }.first ?? 0 }
    var answer: String
    if task.item.type == "bridge" {
      // "For Kara name the place of its person."
      answer = follow(words[4], in: look(follow(words[7], in: look(words[1]))))
    } else {
      // "For the older of Kara and Tavi name its place."
      let (one, other) = (look(words[4]), look(words[6]))
      answer = follow(
        words[9], in: (year(one) < year(other)) == (words[2] == "older") ? one : other)
    }
    turns.append(episode.respond(to: "Kara has a place home Lano so the answer is \(answer)"))
    return turns
  }

  @Test(arguments: TaskSplit.allCases, [3, 4, 5, 6])
  func `every question is answered by its rules and three turns`(
    split: TaskSplit, relations: Int
  ) throws {
    for task in try tasks(split, relations: relations) {
      let turns = solve(task)
      #expect(turns.count == 3 && turns.last?.outcome == .solved, "\(task.item.question)")
    }
  }

  @Test func `held-out questions are about entities that training never names`() throws {
    func names(_ split: TaskSplit) throws -> Set<String> {
      Set(try tasks(split).flatMap { $0.item.context.map(\.title) })
    }
    #expect(try names(.training).isDisjoint(with: names(.heldOut)))
    #expect(try names(.heldOut).isSubset(of: Set(WorldNames.heldOut)))
  }

  @Test func `both types of question occur, and the answer is not in the question`() throws {
    let items = try tasks(.training).map(\.item)
    let comparisons = items.count { $0.type == "comparison" }
    #expect((5...40).contains(comparisons))
    for item in items {
      #expect(!item.question.split(separator: " ").map(String.init).contains(item.answer))
      #expect(item.context.count == 10)
      for fact in item.supportingFacts {
        let paragraph = try #require(item.context.first { $0.title == fact.title })
        #expect(paragraph.sentences.indices.contains(fact.sentence))
      }
    }
  }

  @Test func `every word of an attempt belongs to the language`() throws {
    let known = Set(CompactLanguage.language.words)
    for task in try tasks(.permuted, relations: 6) {
      let episode = task.attempt()
      let texts =
        [episode.prompt(advice: task.trueRules), episode.retryRequest()].map(\.text)
        + [episode.reflectionRequest(memory: nil).text] + solve(task).map(\.observation)
      for word in texts.flatMap({ $0.split(separator: " ") }) {
        #expect(known.contains(String(word)), "\(word)")
      }
    }
    let words = CompactLanguage.language.words
    #expect(Set(words).count == words.count)
  }

  @Test func `a wrong answer is told what kind of thing it names`() throws {
    let task = try #require(try tasks(.training).first)
    var episode = task.attempt()
    let wrong = try #require(task.item.context.first { $0.title != task.item.answer })
    let turn = episode.respond(to: "Kara has a place home Lano so the answer is \(wrong.title)")
    let kind = try #require(wrong.sentences[0].split(separator: " ").last)
    #expect(turn.observation == "You are wrong. It is a \(kind)." && turn.outcome == .failed)
    #expect(episode.feedback == "The answer is wrong: it names a \(kind).")
  }

  @Test(arguments: [
    ("search: Kara", "search: Kara"), ("so I search the old Kara <eos>", "search: Kara"),
    ("The answer is Kara", "answer: Kara"), ("answer: the great Kara", "answer: Kara"),
  ])
  func `a turn is heard as a sentence and as a call`(text: String, action: String) throws {
    var episode = try #require(try tasks(.training).first).attempt()
    #expect(episode.respond(to: text).action == action)
  }

  @Test(arguments: ["", "search", "The answer is", "I do not know", "is the answer Kara"])
  func `a turn without a call is lost`(text: String) throws {
    var episode = try #require(try tasks(.training).first).attempt()
    let turn = episode.respond(to: text)
    #expect(turn.outcome == .invalid && turn.observation == "You did nothing. Turn:")
  }

  @Test(arguments: [
    (
      "The answer was wrong. Maybe home: film. The maker is a person.",
      "The answer was wrong. Maybe home: film. The maker is a person."
    ),
    ("I think maker leads to people!", "Maybe maker: person."),
    ("The owner relation gives you a firm, the home a city.", "owner: company. home: place."),
  ])
  func `notes are told in the words of the language`(text: String, advice: String) throws {
    let task = try #require(try tasks(.training).first)
    #expect(task.parse(reflection: text) == ParsedReflection(advice: advice, isWellFormed: true))
  }
}
