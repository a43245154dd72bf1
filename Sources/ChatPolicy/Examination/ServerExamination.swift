import Basics
import HTTPTransport
import RLCore

/// Finds out what a chat server can and cannot do, by asking it a dozen short questions.
package struct ServerExamination: Sendable {
  /// Tokens of an answer, which cost somebody something.
  private static let mostTokens = 24

  let server: ChatServer
  let model: String

  /// What a server is found to do, one after another as it is found.
  ///
  /// - Parameters:
  ///   - source: which server and model.
  ///   - backend: where the way to it and its key come from.
  ///   - tell: given each finding.
  /// - Throws: `TransportError` or `ChatProblem` where the server answers nothing at all.
  package static func examine(
    _ source: PolicySource, by backend: ChatBackend, tell: (ServerFinding) -> Void
  ) async throws {
    let server = try backend.server(source)
    let models = try await server.models()
    tell(listing(models))
    let model = try source.model.isEmpty ? backend.only(of: models ?? []) : source.model
    let examination = ServerExamination(server: server, model: model)
    let reply = try await examination.ask("Say hello in one short sentence.")
    for finding in examination.facts(of: reply) { tell(finding) }
    tell(try await examination.repetition())
    tell(try await examination.probabilities())
    tell(try await examination.streaming())
    tell(try await examination.systemMessage())
    tell(try await examination.nothing())
    tell(try await examination.wrongModel())
    tell(try await examination.tools())
    tell(try await examination.parallel())
  }

  private static func listing(_ models: [ListedModel]?) -> ServerFinding {
    guard let models else { return ServerFinding("lists its models", .no) }
    let names = models.prefix(8).map { model in
      model.name + (model.context.map { " (reads \($0) tokens)" } ?? "")
    }
    return ServerFinding("lists its models", .yes, names.joined(separator: ", "))
  }

  private func facts(of reply: ChatReply) -> [ServerFinding] {
    let answering = reply.model ?? "nobody"
    return [
      ServerFinding("answers", !reply.text.isEmpty, "\"\(Self.shown(reply.text))\""),
      ServerFinding(
        "says which model answers", answering == model, "asked '\(model)', says '\(answering)'"),
      ServerFinding(
        "counts tokens", reply.completionTokens != nil,
        reply.completionTokens.map { "\(reply.promptTokens ?? 0) read, \($0) written" }
          ?? "words are counted instead"),
    ]
  }

  // MARK: - Single looks

  private func repetition() async throws -> ServerFinding {
    try await finding("same seed, same answer") {
      let question = "Name three animals, any you like."
      let texts = [
        try await ask(question, temperature: 1, seed: 11).text,
        try await ask(question, temperature: 1, seed: 11).text,
        try await ask(question, temperature: 1, seed: 12).text,
      ]
      let differs = texts[0] != texts[2]
      return (
        texts[0] == texts[1],
        differs
          ? "another seed gives another answer"
          : "another seed gives the same: nothing is left to chance"
      )
    }
  }

  private func probabilities() async throws -> ServerFinding {
    try await finding("log-probabilities") {
      let reply = try await ask("Say yes.") { $0.wantsLogProbabilities = true }
      return (
        !reply.pieces.isEmpty, reply.pieces.isEmpty ? "left out without a word" : "of each token"
      )
    }
  }

  private func streaming() async throws -> ServerFinding {
    try await finding("word by word") {
      let reply = try await ask("Count from one to five.") { $0.isStreamed = true }
      return (reply.deltas > 1, "\(reply.deltas) pieces")
    }
  }

  private func systemMessage() async throws -> ServerFinding {
    try await finding("takes a system message") {
      let reply = try await ask("Who are you?") {
        $0.messages.insert(ChatMessage(role: .system, text: "Your name is Kolb."), at: 0)
      }
      return (!reply.text.isEmpty, "")
    }
  }

  private func nothing() async throws -> ServerFinding {
    try await finding("refuses an empty request") {
      do {
        let reply = try await ask("") { $0.messages = [] }
        return (false, "invents: \"\(Self.shown(reply.text))\"")
      } catch let problem as ChatProblem {
        return (true, "\(problem)")
      }
    }
  }

  private func wrongModel() async throws -> ServerFinding {
    try await finding("refuses a model that it lacks") {
      do {
        let reply = try await ask("Say yes.") { $0.model = "no-such-model" }
        return (false, "answers as '\(reply.model ?? "nobody")'")
      } catch let problem as ChatProblem {
        return (true, "\(problem)")
      }
    }
  }

  private func tools() async throws -> ServerFinding {
    try await finding("calls tools") {
      let question = "Use the tool local_search to find who wrote Hamlet."
      let parameters: JSONValue = [
        "type": "object", "properties": ["query": ["type": "string"]], "required": ["query"],
      ]
      let tool: JSONValue = [
        "type": "function",
        "function": ["name": "local_search", "parameters": parameters],
      ]
      let reply = try await server.complete(body(request(question), adding: ["tools": [tool]]))
      let calls = reply.text.contains("<tool_call>")
      return (calls, calls ? "" : "answers in prose, which is read for calls as well")
    }
  }

  /// Whether four requests at a time bring more tokens a second than one.
  private func parallel() async throws -> ServerFinding {
    try await finding("gains from several requests") {
      let one = try await rate(requests: 1)
      let four = try await rate(requests: 4)
      func words(_ rate: Double) -> String { "\((rate * 10).rounded() / 10)" }
      return (four > 1.2 * one, "\(words(one)) tokens/s alone, \(words(four)) with four")
    }
  }

  private func rate(requests: Int) async throws -> Double {
    let begin = ContinuousClock.now
    let tokens = try await withThrowingTaskGroup(of: Int.self) { group in
      for index in 0..<requests {
        group.addTask {
          try await ask("Write about the sea.", temperature: 1, seed: index).tokenCount
        }
      }
      return try await group.reduce(0, +)
    }
    return Double(tokens) / (begin.duration(to: .now) / .seconds(1))
  }

  // MARK: - Asking

  /// A look whose failure is a finding too.
  private func finding(
    _ name: String, _ look: () async throws -> (Bool, String)
  ) async throws -> ServerFinding {
    do {
      let (holds, words) = try await look()
      return ServerFinding(name, holds, words)
    } catch let problem as ChatProblem {
      return ServerFinding(name, .no, "\(problem)")
    } catch let problem as TransportError {
      return ServerFinding(name, .unknown, "\(problem)")
    }
  }

  private func request(_ question: String, temperature: Float = 0, seed: Int = 1) -> ChatRequest {
    let asked = SampleRequest(
      conversation: Conversation(id: 0, [Segment(.world, question)]), length: .line,
      sampling: SamplingParameters(temperature: temperature), seed: UInt64(seed) << 33)
    var request = ChatRequest(asked, model: model, mostTokens: Self.mostTokens, foldsSystem: false)
    request.stop = []
    return request
  }

  private func ask(
    _ question: String, temperature: Float = 0, seed: Int = 1,
    _ change: (inout ChatRequest) -> Void = { _ in }
  ) async throws -> ChatReply {
    var request = request(question, temperature: temperature, seed: seed)
    change(&request)
    return try await server.complete(request.json(ServerOddities()))
  }

  private func body(_ request: ChatRequest, adding extra: [String: JSONValue]) -> JSONValue {
    guard case .object(let members) = request.json(ServerOddities()) else { return .null }
    return .object(
      members + extra.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) })
  }

  private static func shown(_ text: String) -> String {
    ServerMessage.shortened(String(text.prefix(60)))
  }
}
