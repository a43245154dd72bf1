import Basics
import RLCore
import StubServer
import Testing

@testable import ChatPolicy

/// Servers that do otherwise than others: what is asked adapts, and people are told.
@Suite(.timeLimit(.minutes(1))) struct ServerOddityTests {
  private func remarks(
    of chat: StubChat, _ request: SampleRequest = .about("x")
  ) async throws -> [String] {
    let policy = try await chat.policy()
    let news = NewsList()
    policy.report { news.add($0) }
    for seed in 0..<2 {
      var request = request
      request.seed = UInt64(seed)
      #expect(try await policy.sample([request])[0].text == "well")
    }
    return news.all.compactMap { if case .remark(let words) = $0 { words } else { nil } }
  }

  @Test(arguments: ["logprobs", "seed", "max_tokens", "temperature"])
  func aParameterThatIsRefusedIsLeftOutAndNotSentAgain(name: String) async throws {
    let chat = try StubChat { request in
      let body = try? JSONValue(parsing: request.body)
      guard body?[name] == nil else {
        return .reply(#"{"detail":"Unsupported parameter: '\#(name)' here."}"#, status: 400)
      }
      return .reply(JSONValue.reply("well"))
    }
    defer { chat.server.stop() }
    let told = try await remarks(of: chat)
    #expect(told.count == 1 && told[0].contains("'\(name)'"))
    #expect(chat.asked.count == 3)
    if name == "max_tokens" { #expect(chat.asked[1]["max_completion_tokens"] == 40) }
  }

  @Test func aServerThatDiesOfLogProbabilitiesIsAskedWithout() async throws {
    let chat = try StubChat { request in
      request.text.contains("logprobs")
        ? .reply("Internal Server Error", status: 500, type: "text/plain")
        : .reply(JSONValue.reply("well"))
    }
    defer { chat.server.stop() }
    #expect(try await remarks(of: chat).count == 1)
    #expect(chat.asked.count == 3)
  }

  @Test func whereThereIsNoPlaceForASystemMessageItsWordsComeFirst() async throws {
    let chat = try StubChat { request in
      request.text.contains(#""role":"system""#)
        ? .reply(#"{"error":{"message":"System role not supported"}}"#, status: 400)
        : .reply(JSONValue.reply("well"))
    }
    defer { chat.server.stop() }
    var request = SampleRequest.about("")
    request.conversation = Conversation(
      id: 1, [Segment(.system, "rules"), Segment(.world, "board")])
    #expect(try await remarks(of: chat, request).count == 1)
    #expect(chat.asked.last?["messages"] == [["role": "user", "content": "rules\n\nboard"]])
  }

  @Test func anotherModelThatAnswersIsTold() async throws {
    let chat = try StubChat { _ in .reply(JSONValue.reply("well", model: "somebody-else")) }
    defer { chat.server.stop() }
    let told = try await remarks(of: chat)
    #expect(told.count == 1 && told[0].contains("'somebody-else'"))
  }

  @Test func aVersionOfTheModelIsTheModel() async throws {
    let chat = try StubChat { _ in .reply(JSONValue.reply("well", model: "stub-2026-01-01")) }
    defer { chat.server.stop() }
    #expect(try await remarks(of: chat).isEmpty)
  }

  @Test func aModelThatTheServerDoesNotListIsTold() async throws {
    let chat = try StubChat { _ in .reply(JSONValue.reply("well", model: "nope")) }
    defer { chat.server.stop() }
    let policy = try await chat.policy(model: "nope")
    let news = NewsList()
    policy.report { news.add($0) }
    #expect(news.all.count == 1 && "\(news.all)".contains("stub"))
  }

  @Test func callsOfToolsAreReadAsText() async throws {
    let message = #"""
      {"content":null,"tool_calls":[{"function":{"name":"local_search","arguments":"{\"query\":\"Hamlet\"}"}}]}
      """#
    let chat = try StubChat { _ in .reply(#"{"choices":[{"message":\#(message)}]}"#) }
    defer { chat.server.stop() }
    let answer = try await chat.policy().sample([.about("x")])[0]
    #expect(
      answer.text
        == #"<tool_call>{"name":"local_search","arguments":{"query":"Hamlet"}}</tool_call>"#)
  }
}
