import Basics
import RLCore
import StubServer
import Testing

@testable import ChatPolicy

@Suite struct `What replies cost, and what is seen of them` {
  @Test func `tokens that a server counts have prices`() async throws {
    let chat = try StubChat { _ in .reply(JSONValue.reply("yes", tokens: 3)) }
    defer { chat.server.stop() }
    let policy = try await chat.policy([
      "price_read": .number(2), "price_written": .number(10),
    ])
    _ = try await policy.sample([.about("x"), .about("y", id: 2)])
    #expect(policy.prices == TokenPrices(read: 2, written: 10))
    let usage = policy.usage
    #expect(usage.replies == 2 && usage.readTokens == 22 && usage.writtenTokens == 6)
    #expect(abs(usage.money - (22 * 2 + 6 * 10) / 1e6) < 1e-12)
  }

  @Test func `tokens that nobody counts are estimated from letters and words`() async throws {
    let chat = try StubChat { _ in
      .reply(#"{"choices":[{"message":{"content":"one two three"}}]}"#)
    }
    defer { chat.server.stop() }
    let policy = try await chat.policy()
    _ = try await policy.sample([.about(String(repeating: "abcd", count: 10))])
    #expect(policy.usage == PolicyUsage(replies: 1, readTokens: 10, writtenTokens: 3))
  }

  private static let stream = """
    data: {"choices":[{"delta":{"role":"assistant"}}]}

    data: {"choices":[{"delta":{"content":"C kills."}}]}

    data: {"choices":[{"delta":{"content":" B wins."}}]}

    data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

    data: [DONE]


    """

  @Test func `a reflection is seen while it is written, and nothing else is`() async throws {
    let chat = try StubChat { request in
      request.text.contains(#""stream":true"#)
        ? .events(Self.stream, pieces: 30) : .reply(JSONValue.reply("left"))
    }
    defer { chat.server.stop() }
    let policy = try await chat.policy()
    let news = NewsList()
    policy.report { news.add($0) }
    #expect(try await policy.sample([.about("board")])[0].text == "left")
    #expect(news.all.isEmpty)
    var request = SampleRequest.about("reflect", id: 2)
    request.episode = 7
    let reply = try await policy.sample([request])[0]
    #expect(reply.text == "C kills. B wins." && reply.tokenCount == 2)
    let seen = news.all.filter { if case .writing = $0 { true } else { false } }
    #expect(
      seen == [
        .writing(episode: 7, "C kills."), .writing(episode: 7, "C kills. B wins."),
        .writing(episode: 7, nil),
      ])
  }

  @Test func `where nobody listens, reflections come whole`() async throws {
    let chat = try StubChat { _ in .reply(JSONValue.reply("C kills.")) }
    defer { chat.server.stop() }
    let policy = try await chat.policy()
    var request = SampleRequest.about("reflect")
    request.episode = 7
    _ = try await policy.sample([request])
    #expect(chat.asked.first?["stream"] == nil)
  }
}

@Suite struct `Tools of a world` {
  private var request: SampleRequest {
    var request = SampleRequest.about("Who wrote it?")
    request.tools = [
      ToolDescription(
        "local_search", "Searches.", parameters: [.init("query", "What to search for.")])
    ]
    return request
  }

  @Test func `are told as such, and a call comes back as a text`() async throws {
    let chat = try StubChat { _ in
      .reply(
        #"{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"#
          + #""name":"local_search","arguments":"{\"query\":\"The Green Kite\"}"}}]}}]}"#)
    }
    defer { chat.server.stop() }
    let reply = try await chat.policy().sample([request])[0]
    #expect(
      reply.text
        == #"<tool_call>{"name":"local_search","arguments":{"query":"The Green Kite"}}</tool_call>"#
    )
    let tool = try #require(chat.asked.first?["tools"]?.elements?.first)
    #expect(tool["type"] == "function" && tool["function"]?["name"] == "local_search")
    #expect(
      tool["function"]?["parameters"]?["properties"]?["query"]?["type"] == "string")
    #expect(tool["function"]?["parameters"]?["required"] == ["query"])
  }

  @Test func `a call that arrives in pieces is put together`() async throws {
    let stream = #"""
      data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"local_search","arguments":""}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"query\":"}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"kite\"}"}}]}}]}

      data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}


      """#
    let chat = try StubChat { _ in .events(stream, pieces: 17) }
    defer { chat.server.stop() }
    let reply = try await chat.policy(["stream": .flag(true)]).sample([request])[0]
    #expect(
      reply.text == #"<tool_call>{"name":"local_search","arguments":{"query":"kite"}}</tool_call>"#)
  }

  @Test(arguments: [
    #"{"error":{"message":"This model calls no tools.","param":"tools"}}"#,
    #"{"message":"\"auto\" tool choice requires --enable-auto-tool-choice to be set"}"#,
  ])
  func `a server that has none is asked in words from then on`(refusal: String) async throws {
    let chat = try StubChat { request in
      request.text.contains(#""tools""#)
        ? .reply(refusal, status: 400) : .reply(JSONValue.reply("search: The Green Kite"))
    }
    defer { chat.server.stop() }
    let policy = try await chat.policy()
    #expect(try await policy.sample([request])[0].text == "search: The Green Kite")
    _ = try await policy.sample([request])
    #expect(chat.asked.map { $0["tools"] != nil } == [true, false, false])
  }

  @Test func `are not told where they are switched off`() async throws {
    let chat = try StubChat { _ in .reply(JSONValue.reply("yes")) }
    defer { chat.server.stop() }
    _ = try await chat.policy(["tools": .text("off")]).sample([request])
    #expect(chat.asked.first?["tools"] == nil)
  }
}
