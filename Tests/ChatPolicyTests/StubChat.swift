import Basics
import ChatPolicy
import Foundation
import HTTPTransport
import RLCore
import StubServer

@testable import ChatPolicy

/// A chat server of a test, and policies that ask it.
struct StubChat {
  let server: StubServer
  let backend: ChatBackend

  /// - Parameters:
  ///   - environment: the variables in which keys are looked for.
  ///   - answer: what is done for a request to complete a chat.
  /// - Throws: where there is no socket.
  init(
    environment: [String: String] = [:],
    _ answer: @escaping @Sendable (StubServer.Request) -> [StubServer.Step]
  ) throws {
    server = try StubServer { request in
      request.path.hasSuffix("/models")
        ? .reply(#"{"object":"list","data":[{"id":"stub","object":"model"}]}"#) : answer(request)
    }
    backend = ChatBackend(
      transport: CurlTransport(), keys: KeyRing(environment: environment), firstWait: 0.004)
  }

  func source(_ options: [String: OptionValue] = [:], model: String = "stub") -> PolicySource {
    var values = OptionValues()
    for (name, value) in options { values[name] = value }
    return PolicySource(model: model, url: server.url, options: values)
  }

  func policy(_ options: [String: OptionValue] = [:], model: String = "stub") async throws
    -> ChatPolicy
  {
    let policy = try await backend.makePolicy(source(options, model: model))
    guard let policy = policy as? ChatPolicy else { throw CancellationError() }
    return policy
  }

  /// What was asked for beside the list of models.
  var asked: [JSONValue] {
    server.requests.filter { $0.path.hasSuffix("/chat/completions") }
      .compactMap { try? JSONValue(parsing: $0.body) }
  }
}

extension SampleRequest {
  /// A question of a world.
  static func about(
    _ text: String, id: Int = 1, length: ReplyLength = .text(upTo: 20), seed: UInt64 = 7 << 33
  ) -> Self {
    SampleRequest(
      conversation: Conversation(id: id, [Segment(.world, text)]), length: length,
      sampling: SamplingParameters(temperature: 0.7), seed: seed)
  }
}

extension JSONValue {
  /// A whole reply as servers write it.
  static func reply(
    _ text: String, model: String = "stub", finish: String = "stop", tokens: Int = 3,
    logProbabilities: [(String, Double)] = []
  ) -> String {
    var choice: [JSONValue.Member] = [
      .init(name: "index", value: 0), .init(name: "finish_reason", value: .string(finish)),
      .init(name: "message", value: ["role": "assistant", "content": .string(text)]),
    ]
    if !logProbabilities.isEmpty {
      let content = logProbabilities.map { piece, value -> JSONValue in
        ["token": .string(piece), "logprob": .number(value)]
      }
      choice.append(.init(name: "logprobs", value: ["content": .array(content)]))
    }
    let whole: JSONValue = [
      "model": .string(model), "choices": [.object(choice)],
      "usage": ["prompt_tokens": 11, "completion_tokens": .integer(tokens)],
    ]
    return whole.compactText()
  }
}

/// News in the order in which they came.
final class NewsList: Sendable {
  private let list = Lock<[PolicyNews]>([])

  func add(_ news: PolicyNews) { list.with { $0.append(news) } }

  var all: [PolicyNews] { list.with { $0 } }
}

/// A value that several threads change.
final class Lock<Value: Sendable>: @unchecked Sendable {
  private var value: Value
  private let lock = NSLock()

  init(_ value: Value) { self.value = value }

  func with<Result>(_ change: (inout Value) -> Result) -> Result {
    lock.withLock { change(&value) }
  }
}
