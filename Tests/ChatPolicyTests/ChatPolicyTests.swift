import Basics
import PolicyConformance
import RLCore
import StubServer
import Testing

@testable import ChatPolicy

@Suite struct ChatPolicyTests {
  @Test func aConversationIsSentAsMessages() async throws {
    let chat = try StubChat { _ in .reply(JSONValue.reply("Action: left", finish: "length")) }
    defer { chat.server.stop() }
    let policy = try await chat.policy()
    var request = SampleRequest.about("")
    request.conversation = Conversation(
      id: 1,
      [
        Segment(.system, "rules"), Segment(.system, "notes"), Segment(.world, "board"),
        Segment(.policy, "Action: up"), Segment(.world, "you moved"), Segment(.world, "go on"),
      ])
    request.sampling = SamplingParameters(temperature: 0.7, topP: 0.8, topK: 20)
    let answer = try await policy.sample([request])[0]
    #expect(answer.text == "Action: left")
    #expect(answer.stopReason == .length)
    #expect(answer.tokenCount == 3)
    let body = try #require(chat.asked.first)
    #expect(
      body["messages"] == [
        ["role": "system", "content": "rules\n\nnotes"], ["role": "user", "content": "board"],
        ["role": "assistant", "content": "Action: up"],
        ["role": "user", "content": "you moved\n\ngo on"],
      ])
    #expect(body["model"] == "stub" && body["max_tokens"] == 40 && body["seed"] == 7)
    #expect(body["temperature"] == .number(0.7) && body["top_p"] == .number(0.8))
    #expect(body["top_k"] == 20)
    let used = policy.used
    #expect(used.promptTokens == 11 && used.replyTokens == 3 && used.replies == 1)
  }

  @Test func theOnlyModelOfAServerNeedsNoName() async throws {
    let chat = try StubChat { _ in .reply(JSONValue.reply("yes")) }
    defer { chat.server.stop() }
    #expect(try await chat.backend.identify(chat.source(model: "")).name == "stub")
    let policy = try await chat.policy(model: "")
    _ = try await policy.sample([.about("x")])
    #expect(chat.asked.first?["model"] == "stub")
  }

  @Test func aServerThatIsNotThereIsKnownBeforeAnythingBegins() async throws {
    let chat = try StubChat { _ in [] }
    chat.server.stop()
    await #expect(throws: (any Error).self) { try await chat.policy() }
  }

  /// The suite that every policy must pass, here over a real socket.
  @Test(.timeLimit(.minutes(1)))
  func itKeepsWhatIsPromisedOfPolicies() async throws {
    let chat = try StubChat { request in
      let body = try? JSONValue(parsing: request.body)
      let seed = body?["seed"]?.count ?? 0
      let words = ["one", "two", "three", "four", "five"]
      let text = (0..<(4 + seed % 3)).map { words[($0 + seed) % 5] }.joined(separator: " ")
      let pieces = text.split(separator: " ").enumerated().map { index, word in
        ((index == 0 ? "" : " ") + word, -0.25)
      }
      let asksForPieces = body?["logprobs"] == true
      return .reply(
        JSONValue.reply(text, tokens: pieces.count, logProbabilities: asksForPieces ? pieces : []))
    }
    defer { chat.server.stop() }
    let suite = PolicyConformance(opening: "The board.") { try await chat.policy() }
    try await suite.sampling()
    let policy = try await chat.policy()
    let answer = try await policy.sample([.about("x", length: .words(2), seed: 3 << 33)])[0]
    #expect(answer.text == "four five" && answer.pieces == ["four", " five"])
    #expect(policy.traits.hasLogProbabilities)
  }

  @Test func logProbabilitiesAboveZeroAreNone() async throws {
    let chat = try StubChat { _ in
      .reply(JSONValue.reply("a b", logProbabilities: [("a", 0.0001), (" b", 3)]))
    }
    defer { chat.server.stop() }
    let answer = try await chat.policy().sample([.about("x")])[0]
    #expect(answer.logProbabilities == [0, 0])
  }

  @Test func nothingIsSentWhereThereIsNothingToAnswer() async throws {
    let chat = try StubChat { _ in .reply(JSONValue.reply("invented")) }
    defer { chat.server.stop() }
    let policy = try await chat.policy()
    await #expect(throws: ChatProblem.nothingAsked) { try await policy.sample([.about("")]) }
    #expect(chat.asked.isEmpty)
  }

  @Test(.timeLimit(.minutes(1)))
  func whoIsCancelledAsksNoMore() async throws {
    let chat = try StubChat { _ in [.silence] }
    defer { chat.server.stop() }
    let policy = try await chat.policy(["at_once": .integer(2)])
    let asking = Task { try await policy.sample((0..<6).map { .about("x", id: $0) }) }
    while chat.server.underWay < 2 { try await Task.sleep(for: .milliseconds(5)) }
    asking.cancel()
    await #expect(throws: CancellationError.self) { try await asking.value }
    while chat.server.underWay > 0 { try await Task.sleep(for: .milliseconds(5)) }
    #expect(chat.asked.count == 2)
  }
}
