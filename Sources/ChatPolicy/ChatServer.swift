import Basics
import Foundation
import HTTPTransport
import Synchronization

/// A chat server: where it is, how it is asked, and what it says.
///
/// One request, one answer; trying again is the policy's.
struct ChatServer: Sendable {
  static let usualPath = "/v1"

  let address: ServerAddress
  private let key: APIKey?
  private let ownHeaders: HeaderVariables
  private let route: Route
  private let transport: any Transport
  private let patience: Double

  init(
    _ address: ServerAddress, key: APIKey?, headers: HeaderVariables,
    by transport: any Transport, on route: Route, patience: Double
  ) {
    self.address = address
    self.key = key
    ownHeaders = headers
    self.route = route
    self.transport = transport
    self.patience = patience
  }

  /// The models that it lists; `nil` where it has no list.
  ///
  /// - Throws: `TransportError`, and `ChatProblem` where a key is wanted.
  func models() async throws -> [ListedModel]? {
    let request = HTTPRequest(
      .get, address.base + "/models", headers: headers, patience: Patience(idle: 30, total: 60),
      route: route)
    let reply = try await transport.send(request)
    guard reply.head.isSuccess else {
      let problem = problem(reply)
      if case .noKey = problem { throw problem }
      return nil
    }
    guard let json = try? JSONValue(parsing: reply.body, as: .python),
      let data = json["data"]?.elements ?? json["models"]?.elements
    else { return nil }
    let secrets = SecretFilter(key: key, headers: ownHeaders)
    return data.compactMap(ListedModel.init).map { model in
      var model = model
      model.name = secrets.clean(model.name)
      return model
    }
  }

  /// - Parameters:
  ///   - body: the request.
  ///   - see: shown the words as they come, where they come one by one.
  /// - Returns: the whole reply.
  /// - Throws: `TransportError`, `ChatProblem`; `CancellationError` where the caller was cancelled.
  func complete(
    _ body: JSONValue, see: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> ChatReply {
    let secrets = SecretFilter(key: key, headers: ownHeaders)
    do {
      return try await uncleaned(body, see, secrets).without(secrets)
    } catch let problem as ChatProblem {
      throw problem.cleaned { ownHeaders.takenOut(of: key?.takenOut(of: $0) ?? $0) }
    }
  }

  /// The reply as the server wrote it; only what is shown meanwhile is without the secrets.
  private func uncleaned(
    _ body: JSONValue, _ see: @escaping @Sendable (String) -> Void, _ secrets: SecretFilter
  ) async throws -> ChatReply {
    let request = HTTPRequest(
      .post, address.base + "/chat/completions", headers: headers,
      body: Array(body.compactText().utf8), patience: Patience(idle: patience, total: patience),
      route: route)
    let isStreamed = body["stream"] == .boolean(true)
    let stream = Mutex(ChatStream())
    let shown = Mutex(secrets)
    let reply = try await transport.follow(request) { bytes in
      guard isStreamed else { return }
      let words = try stream.withLock { try $0.take(bytes) }
      let clean = shown.withLock { $0.take(words) }
      if !clean.isEmpty { see(clean) }
    }
    guard reply.head.isSuccess else { throw problem(reply) }
    // Whoever ignores that a stream is wanted answers as if none were.
    if isStreamed, reply.head.contentType == "text/event-stream" {
      return try stream.withLock { try $0.end() }
    }
    guard reply.head.contentType.hasSuffix("json") || reply.body.first == UInt8(ascii: "{") else {
      throw ChatProblem.wrongType(reply.head.contentType, excerpt: reply.body)
    }
    return try ChatReply(reply.body)
  }

  /// Any other question, such as one that finds out what a server does with it.
  func ask(_ request: HTTPRequest) async throws -> HTTPReply {
    var request = request
    request.headers.merge(headers) { own, _ in own }
    request.route = route
    return try await transport.send(request)
  }

  private var headers: [String: String] {
    var headers = key?.headers(for: address) ?? [:]
    headers.merge(ownHeaders.headers(for: address)) { key, _ in key }
    headers["Content-Type"] = "application/json"
    headers["Accept"] = "application/json, text/event-stream"
    return headers
  }

  /// What an answer without success means.
  func problem(_ reply: HTTPReply) -> ChatProblem {
    let words = ServerMessage(cleaned(reply.body)).words
    switch reply.head.status {
    case 401, 403: return .noKey(status: reply.head.status, words, tried: key?.origin)
    case 429, 503:
      let seconds = RetryAfter.seconds(
        reply.head.headers["retry-after"], now: Date().timeIntervalSince1970)
      return .busy(status: reply.head.status, words, seconds: seconds)
    default: return .refused(status: reply.head.status, words)
    }
  }

  /// Without the key and the headers, which servers like to repeat.
  private func cleaned(_ bytes: [UInt8]) -> [UInt8] {
    let text = ownHeaders.takenOut(of: String(decoding: bytes, as: UTF8.self))
    return Array((key?.takenOut(of: text) ?? text).utf8)
  }
}

/// A model as a server lists it.
struct ListedModel: Sendable, Equatable {
  var name: String
  /// How many tokens it reads, where the server says so.
  var context: Int?

  init?(_ json: JSONValue) {
    guard let name = json["id"]?.text ?? json["name"]?.text else { return nil }
    self.name = name
    context =
      json["max_model_len"]?.count ?? json["context_length"]?.count
      ?? json["meta"]?["n_ctx"]?.count ?? json["meta"]?["n_ctx_train"]?.count
  }
}
