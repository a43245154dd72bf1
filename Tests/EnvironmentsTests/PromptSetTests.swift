import Foundation
import RLCore
import Testing

@testable import Environments

/// The words for language models, out of files.
@Suite struct PromptSetTests {
  private static let worlds = ["frozenlake", "sokoban", "hotpotqa"]

  /// A folder with some files.
  private func folder(_ files: [String: String]) throws -> String {
    let place = FileManager.default.temporaryDirectory.appending(path: "prompts-\(UUID())")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: place.appending(path: name))
    }
    return place.path
  }

  private func lake(_ change: (inout FrozenLake.Options) -> Void = { _ in }) throws -> FrozenLake {
    var options = FrozenLake.Options()
    options.wording = .plain
    options.prompts = PromptSet.shipped
    options.examples = 2
    change(&options)
    return try FrozenLake(options: options)
  }

  @Test(arguments: worlds) func `every world's words ship whole`(world: String) throws {
    #expect(ShippedPrompts.files(of: world).count == PromptFile.allCases.count)
    let prompts = try PromptSet(from: PromptSet.shipped, world: world, examples: 100)
    let opening = prompts.opening(
      advice: "C is deadly.",
      ["turns": "8 turns", "consolation": "no", "scene": "S", "question": "Q"])
    #expect(opening.first?.writer == .system)
    #expect(opening.first?.text.contains("C is deadly.") == true)
    #expect(opening.count >= 2 + 2 * 3)
    for segment in opening { #expect(!segment.text.contains("{advice}")) }
  }

  @Test func `an attempt is opened by rules of answering, examples and the board`() throws {
    let task = try lake().lake(at: 0, in: .training, seed: 1)
    let episode = task.attempt(generator: SeededGenerator(seed: 1))
    let opening = episode.prompt(advice: nil)
    #expect(opening.segments.map(\.writer) == [.system, .world, .policy, .world, .policy, .world])
    #expect(opening.segments.last?.text.contains("turns are left") == true)
    #expect(episode.prompt(advice: "B wins.").segments[0].text.hasSuffix("B wins."))
    #expect(episode.reflectionRequest(memory: "B wins.").text.contains("B wins."))
  }

  /// An example that told of other turns than there are would contradict what stands above it.
  @Test(arguments: [
    (1, ["This is the last turn."]), (2, ["2 turns are left.", "This is the last turn."]),
    (4, ["4 turns are left.", "3 turns are left."]),
  ])
  func `examples tell of as many turns as an attempt has`(budget: Int, words: [String]) throws {
    // No room is solved in one move.
    for world in budget > 1 ? ["frozenlake", "sokoban"] : ["frozenlake"] {
      let opening = world == "frozenlake" ? try lakeOpening(budget) : try roomOpening(budget)
      let told = opening.dropLast().filter { $0.writer == .world }.map(\.text)
      try #require(told.count == 4)
      for text in told {
        #expect(text.split(separator: "\n").contains { words.contains(String($0)) }, "\(text)")
        #expect(!text.contains("{"))
      }
      #expect(Set(words.filter { word in told.contains { $0.contains(word) } }) == Set(words))
    }
  }

  @Test func `examples of questions leave the turns to the attempt`() throws {
    let prompts = try PromptSet(from: PromptSet.shipped, world: "hotpotqa", examples: 100)
    let told = prompts.opening(
      advice: nil, ["turns": "3 turns", "question": "Q", "later": "LATER", "latest": "LATEST"]
    ).map(\.text)
    #expect(told.contains { $0.hasSuffix("LATER") } && told.contains { $0.hasSuffix("LATEST") })
    #expect(!told.contains { $0.contains("turns left") })
  }

  private func lakeOpening(_ budget: Int) throws -> [Segment] {
    try lake {
      $0.examples = 4
      $0.budget = budget
      $0.distanceMinimum = 1
      $0.distanceMaximum = 1
    }.lake(at: 0, in: .training, seed: 1)
      .attempt(generator: SeededGenerator(seed: 1)).prompt(advice: nil).segments
  }

  private func roomOpening(_ budget: Int) throws -> [Segment] {
    var options = Sokoban.Options()
    options.wording = .plain
    options.prompts = PromptSet.shipped
    options.examples = 4
    options.budget = budget
    options.movesMinimum = 1
    options.movesMaximum = budget
    return try Sokoban(options: options).room(at: 0, in: .training, seed: 1)
      .attempt(generator: SeededGenerator(seed: 1)).prompt(advice: nil).segments
  }

  @Test(arguments: [
    ("<action>Up</action>", GridDirection.up), ("I go left? No: <action> right </action>", .right),
    ("<action>Up</action> then <action>Down</action>", .down), ("<action>left", .left),
  ])
  func `an action stands between tags`(text: String, direction: GridDirection) {
    #expect(GridDirection(readingTagged: text) == direction)
  }

  @Test(arguments: ["up", "Action: up", "<action></action>", "<action>jump</action>", "<act>up"])
  func `nothing else is an action, and such a turn is lost`(text: String) throws {
    #expect(GridDirection(readingTagged: text) == nil)
    var episode = try lake().lake(at: 0, in: .training, seed: 1)
      .attempt(generator: SeededGenerator(seed: 1))
    #expect(episode.respond(to: text).outcome == .invalid)
  }

  @Test func `words of one's own take the place of those that ship`() throws {
    let place = try folder(["turn.txt": "Look: {scene}\nGo!"])
    defer { try? FileManager.default.removeItem(atPath: place) }
    let own = try lake { $0.prompts = place }
    let opening = own.lake(at: 0, in: .training, seed: 1)
      .attempt(generator: SeededGenerator(seed: 1)).prompt(advice: nil)
    #expect(opening.segments.last?.text.hasPrefix("Look: The board") == true)
    #expect(opening.segments[0].text.hasPrefix("You are an agent in a world of letters"))
    #expect(own.wordingVersion != (try lake().wordingVersion))
    #expect(try lake().wordingVersion != lake { $0.examples = 3 }.wordingVersion)
  }

  @Test(arguments: [
    (["system.txt": "no place"], "system.txt: '{advice}' stands nowhere in it."),
    (["turn.txt": "a\n{board}"], "turn.txt:2: there is no '{board}' here."),
    (["examples.txt": "=== told\nx\n=== told\ny"], "examples.txt:3: '=== told' and"),
    (["examples.txt": "=== told\nx"], "examples.txt: the last '=== told' has no"),
  ])
  func `what is wrong with a file is said with its line`(
    files: [String: String], words: String
  ) throws {
    let place = try folder(files)
    defer { try? FileManager.default.removeItem(atPath: place) }
    let error = #expect(throws: PromptProblem.self) {
      try PromptSet(from: place, world: "frozenlake", examples: 1)
    }
    #expect(try #require(error).description.contains(words))
  }

  @Test func `a folder that is not there is said to be so`() {
    #expect(throws: PromptProblem.self) {
      try PromptSet(from: "/nowhere/at/all", world: "frozenlake", examples: 0)
    }
  }

  @Test(arguments: [
    (#"So: \boxed{Ada {L} Lindqvist}"#, HotpotCall.answer("Ada {L} Lindqvist")),
    (
      #"<tool_call>{"name":"local_search","arguments":{"query":"Green Kite"}}</tool_call>"#,
      .search("Green Kite")
    ),
    (#"<tool_call>{"arguments":{"query":"a"}}</tool_call> \boxed{b}"#, .search("a")),
  ])
  func `boxes and calls of tools are read`(text: String, call: HotpotCall) {
    #expect(HotpotCall(readingTagged: text) == call)
  }

  @Test(arguments: ["", #"\boxed{}"#, "<tool_call>{}</tool_call>", "<tool_call>nonsense"])
  func `what holds no call is none`(text: String) {
    #expect(HotpotCall(readingTagged: text) == nil)
  }

  /// What is distilled begins with the opening, examples once, and goes on with the own turns.
  @Test func `examples are no turns of one's own`() throws {
    let episode = try lake().lake(at: 0, in: .training, seed: 1)
      .attempt(generator: SeededGenerator(seed: 1))
    var conversation = Conversation(id: 1, episode.prompt(advice: "C is deadly.").segments)
    conversation.append(Segment(Completion(text: "<action>Up</action>", stopReason: .ended)))
    let plain = episode.prompt(advice: nil).segments
    let distilled = conversation.with(opening: plain)
    #expect(distilled.segments.count == plain.count + 1)
    #expect(distilled.segments.last?.text == "<action>Up</action>")
  }
}
