import Basics
import Foundation
import FoundationNetworking
import RLCore
import Serving
import Synchronization
import Testing

/// A policy whose replies say what it was asked.
private struct Echo: Policy {
  var traits: PolicyTraits {
    PolicyTraits(
      wording: .plain, capacity: .batches, isDeterministic: true, hasLogProbabilities: true)
  }

  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    requests.map { request in
      let words = request.conversation.segments.map { "\($0.writer):\($0.text)" }
        .joined(separator: " ")
      return Completion(
        text: words, tokens: [1, 2], pieces: ["a", ""], logProbabilities: [-0.5, -1],
        stopReason: request.length == .word ? .length : .ended)
    }
  }

  func endConversations() async {}
}

/// What the server of one test answers.
private struct Answer {
  var status: Int
  var text: String

  var json: JSONValue? { try? JSONValue(parsing: Array(text.utf8)) }
}

@Suite struct `A model that one can ask` {
  private let kept = Kept()

  /// Patient, because many other tests run beside this one.
  private static let session: URLSession = {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = 600
    return URLSession(configuration: configuration)
  }()

  /// Keeps what it is given, in memory.
  private final class Kept: Sendable {
    let corrections = Mutex<[JSONValue]>([])
  }

  /// Serves on a free port of this machine for as long as the body runs.
  private func serving(
    key: String? = nil,
    _ body: (@Sendable (URLRequest) async throws -> Answer, Int) async throws -> Void
  ) async throws {
    let kept = kept
    let server = try ModelServer(
      ServedModel(name: "echo", policy: Echo()),
      at: ModelServer.Place(host: "127.0.0.1", port: 0), key: key
    ) { correction in
      if correction == [] { throw RefusedDocument("A correction is an object.") }
      kept.corrections.withLock { $0.append(correction) }
      return ["kept": true]
    }
    let (ports, port) = AsyncStream<UInt16>.makeStream()
    let task = Task { try await server.run { port.yield($0) } }
    defer { task.cancel() }
    var found: Int?
    for await number in ports {
      found = Int(number)
      break
    }
    try await body(
      { request in
        let (data, response) = try await Self.session.data(for: request)
        let status = (response as? HTTPURLResponse)?.statusCode ?? 0
        return Answer(status: status, text: String(decoding: data, as: UTF8.self))
      }, try #require(found))
  }

  private func post(
    _ path: String, _ port: Int, _ body: String, kind: String = "application/json",
    key: String? = nil
  ) throws -> URLRequest {
    var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
    request.httpMethod = "POST"
    request.httpBody = Data(body.utf8)
    request.setValue(kind, forHTTPHeaderField: "Content-Type")
    if let key { request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization") }
    return request
  }

  private static let question =
    #"{"model":"echo","messages":[{"role":"system","content":"s"},{"role":"user","content":"u"}]"#

  @Test func `it answers with the words of its policy`() async throws {
    try await serving { send, port in
      let answer = try await send(post("/v1/chat/completions", port, Self.question + "}"))
      #expect(answer.status == 200)
      #expect(answer.text.contains(#""content":"system:s world:u""#))
      #expect(answer.text.contains(#""finish_reason":"stop""#))
      let short = try await send(
        post(
          "/v1/chat/completions", port, Self.question + #","max_tokens":1,"logprobs":true}"#))
      #expect(short.text.contains(#""finish_reason":"length""#))
      #expect(short.text.contains(#""logprob":-0.5"#))
    }
  }

  @Test func `a stream has the same words, and an end`() async throws {
    try await serving { send, port in
      let answer = try await send(
        post(
          "/v1/chat/completions", port,
          Self.question + #","stream":true,"stream_options":{"include_usage":true}}"#))
      let events = answer.text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
      #expect(events.count == 5)
      #expect(events[1].contains(#""content":"system:s world:u""#))
      #expect(events[3].contains(#""usage""#))
      #expect(events.last == "data: [DONE]")
    }
  }

  @Test func `a model, a place and a kind of body that are not there are said`() async throws {
    try await serving { send, port in
      let other = try await send(
        post(
          "/v1/chat/completions", port,
          #"{"model":"gpt","messages":[{"role":"user","content":"u"}]}"#))
      #expect(other.status == 404)
      #expect(other.text.contains("no model 'gpt' here, but 'echo'"))
      let nowhere = try await send(post("/v1/other", port, "{}"))
      #expect(nowhere.status == 404)
      let text = try await send(post("/v1/chat/completions", port, "{}", kind: "text/plain"))
      #expect(text.status == 415)
      let broken = try await send(post("/v1/chat/completions", port, "{"))
      #expect(broken.status == 400)
      #expect(broken.json != nil)
      let long = String(repeating: " ", count: 2 << 20)
      let refused = try await send(post("/v1/chat/completions", port, long))
      #expect(refused.status == 413)
    }
  }

  @Test func `who does not know the key is not answered`() async throws {
    try await serving(key: "secret") { send, port in
      let path = "/v1/chat/completions"
      let none = try await send(post(path, port, Self.question + "}"))
      let other = try await send(post(path, port, Self.question + "}", key: "secres"))
      let right = try await send(post(path, port, Self.question + "}", key: "secret"))
      #expect(none.status == 401)
      #expect(other.status == 401)
      #expect(right.status == 200)
    }
  }

  @Test func `a page of another site cannot ask under its own name`() async throws {
    try await serving { send, port in
      var request = try post("/v1/chat/completions", port, Self.question + "}")
      request.setValue("evil.example", forHTTPHeaderField: "Host")
      let refused = try await send(request)
      #expect(refused.status == 403)
    }
  }

  @Test func `a correction is kept`() async throws {
    try await serving { send, port in
      let answer = try await send(post("/v1/corrections", port, #"{"task":"t","lesson":"l"}"#))
      #expect(answer.status == 201)
      let wrong = try await send(post("/v1/corrections", port, "[]"))
      #expect(wrong.status == 400)
      #expect(wrong.text.contains("A correction is an object."))
    }
    let corrections: [JSONValue] = kept.corrections.withLock { $0 }
    #expect(corrections == [["task": "t", "lesson": "l"]] as [JSONValue])
  }

  @Test func `without a key no other machine is served`() {
    #expect(throws: ServerProblem.needsKey("0.0.0.0")) {
      try ModelServer(
        ServedModel(name: "echo", policy: Echo()),
        at: ModelServer.Place(host: "0.0.0.0", port: 0), key: nil
      ) { $0 }
    }
  }
}
