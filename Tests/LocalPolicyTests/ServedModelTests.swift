import ChatPolicy
import HTTPTransport
import RLCore
import Serving
import Testing

@testable import LocalPolicy

/// The same model in this process and behind a port.
@Suite struct `A model that is served` {
  /// Asks a policy turn by turn, each time with what it said before.
  private func turns(of policy: any Policy) async throws -> [String] {
    var conversation = Conversation(
      id: 1, [Segment(.system, "Be brief."), Segment(.world, "Up or down?")])
    var replies: [String] = []
    for _ in 0..<4 {
      // As many tokens as a client asks for that is to get ten words and their end.
      let request = SampleRequest(
        conversation: conversation, length: .text(upTo: 10),
        sampling: SamplingParameters(temperature: 0), seed: 3)
      let completion = try await policy.sample([request])[0]
      replies.append(completion.text)
      conversation.append([Segment(completion), Segment(.world, "And then?")])
    }
    await policy.endConversations()
    return replies
  }

  // A quarter of a second by itself; beside a thousand tests, some of which hold every thread of the
  // pool while they wait for programs, it comes to its turn after minutes.
  @Test(.timeLimit(.minutes(15)))
  func `takes the same likeliest tokens as in this process`() async throws {
    let model = try SmallLanguageModel()
    let server = try ModelServer(
      ServedModel(name: "small", policy: try model.policy()),
      at: ModelServer.Place(host: "127.0.0.1", port: 0), key: nil
    ) { $0 }
    let (ports, ready) = AsyncStream<UInt16>.makeStream()
    let serving = Task { try await server.run { ready.yield($0) } }
    defer { serving.cancel() }
    var found: UInt16?
    for await port in ports {
      found = port
      break
    }
    var options = OptionValues()
    options["reply_tokens"] = .integer(11)
    let source = PolicySource(
      model: "small", url: "http://127.0.0.1:\(try #require(found))", options: options)
    let outside = try await ChatBackend(transport: CurlTransport(), keys: KeyRing(environment: [:]))
      .makePolicy(source)
    let expected = try await turns(of: model.policy())
    #expect(try await turns(of: outside) == expected)
    #expect(Set(expected).count > 1 || expected.contains { !$0.isEmpty })
  }
}
