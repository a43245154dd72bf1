import Basics
import FlyingFox
import FlyingSocks
import Foundation

/// Offers a model on a port as chat servers do, and takes what people have to say of its answers.
package struct ModelServer: Sendable {
  package struct Place: Sendable {
    package var host: String
    /// 0 takes any that is free.
    package var port: UInt16

    package init(host: String, port: UInt16) {
      self.host = host
      self.port = port
    }

    /// Whether only this machine reaches it.
    package var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") || host == "localhost" }
  }

  static let mostBytes = 1 << 20
  private static let mostHeard = 64 << 20

  private let model: ServedModel
  private let place: Place
  private let key: String?
  /// Keeps a correction and says which one it is.
  private let keep: @Sendable (Basics.JSONValue) throws -> Basics.JSONValue

  /// - Parameters:
  ///   - model: what answers.
  ///   - place: where.
  ///   - key: what clients must know; needed where others reach the port.
  ///   - keep: keeps a correction; throws what is wrong with it.
  /// - Throws: `ServerProblem.needsKey`.
  package init(
    _ model: ServedModel, at place: Place, key: String?,
    keep: @escaping @Sendable (Basics.JSONValue) throws -> Basics.JSONValue
  ) throws {
    guard place.isLoopback || key?.isEmpty == false else {
      throw ServerProblem.needsKey(place.host)
    }
    self.model = model
    self.place = place
    self.key = key
    self.keep = keep
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter ready: told of the port once clients are heard.
  /// - Throws: why the port cannot be had.
  package func run(ready: @escaping @Sendable (UInt16) -> Void) async throws {
    let server = try HTTPServer(
      address: address(), timeout: Self.patience, logger: .disabled,
      handler: ClosureHTTPHandler { request in await respond(to: request) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        try await server.waitUntilListening()
        switch await server.listeningAddress {
        case .ip4(_, let port)?, .ip6(_, let port)?: ready(port)
        case .unix?, nil: break
        }
      }
      defer { group.cancelAll() }
      while try await group.next() != nil {}
    }
  }

  /// Seconds; a reply of a slow model takes longer than most servers wait.
  private static let patience = 600.0

  private func address() throws -> any SocketAddress {
    if place.host == "localhost" { return try .inet(ip4: "127.0.0.1", port: place.port) }
    if place.host.contains(":") { return try .inet6(ip6: place.host, port: place.port) }
    return try .inet(ip4: place.host, port: place.port)
  }

  private func respond(to request: HTTPRequest) async -> HTTPResponse {
    do {
      try check(request)
      return try await answer(request)
    } catch let problem as ServingProblem {
      return .json(problem.json, status: problem.status)
    } catch let refusal as RefusedDocument {
      return .json(ServingProblem(status: 400, words: refusal.words).json, status: 400)
    } catch {
      return .json(ServingProblem(status: 500, words: "\(error)").json, status: 500)
    }
  }

  /// Nobody but who is meant gets in: a page that a browser shows cannot name this machine's port as
  /// its own, send JSON without asking first, or know the key.
  private func check(_ request: HTTPRequest) throws(ServingProblem) {
    if place.isLoopback, let host = request.headers[.host], !Self.isLocal(host) {
      throw .otherHost
    }
    guard let key else { return }
    let given = request.headers[.authorization] ?? ""
    guard Self.isEqual(given, "Bearer " + key) else { throw .noKey }
  }

  private static func isLocal(_ host: String) -> Bool {
    let name =
      host.hasPrefix("[") ? host.prefix { $0 != "]" }.dropFirst() : host.prefix { $0 != ":" }
    return name == "localhost" || name == "::1" || name.hasPrefix("127.")
  }

  /// Takes as long wherever two texts of one length differ.
  private static func isEqual(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private func answer(_ request: HTTPRequest) async throws -> HTTPResponse {
    switch (request.method, request.path) {
    case (.GET, "/v1/models"), (.GET, "/models"): return .json(model.list)
    case (.GET, "/health"): return .json(["status": "ok"])
    case (.POST, "/v1/chat/completions"), (.POST, "/chat/completions"):
      let asked = try ChatCompletionRequest(try await document(of: request))
      let reply = try await model.reply(to: asked)
      return asked.isStreamed
        ? .events(reply.stream(includesUsage: asked.includesUsage)) : .json(reply.json)
    case (.POST, "/v1/corrections"):
      return .json(try keep(try await document(of: request)), status: 201)
    default: throw ServingProblem.noSuchPlace
    }
  }

  private func document(of request: HTTPRequest) async throws -> Basics.JSONValue {
    let kind = request.headers[.contentType]?.lowercased() ?? ""
    guard kind.hasPrefix("application/json") else { throw ServingProblem.noJSON }
    var bytes: [UInt8] = []
    var count = 0
    for try await piece in request.bodySequence {
      count += piece.count
      // What is too long is heard to its end, so that its sender is there to be answered.
      if count <= Self.mostBytes { bytes += piece }
      guard count <= Self.mostHeard else { break }
    }
    guard count <= Self.mostBytes else { throw ServingProblem.tooLong(Self.mostBytes) }
    do throws(JSONProblem) {
      return try Basics.JSONValue(parsing: bytes, as: .python)
    } catch {
      throw ServingProblem.wrong("body", "The body is no JSON: \(error).")
    }
  }
}

/// What is wrong with a correction that a client posted.
package struct RefusedDocument: Error {
  let words: String

  package init(_ words: String) { self.words = words }
}

/// Why a model cannot be served.
package enum ServerProblem: Error, Equatable, CustomStringConvertible {
  case needsKey(String)

  package var description: String {
    switch self {
    case .needsKey(let host):
      "other machines reach '\(host)', so a key is needed: name a variable that holds one with "
        + "--key-variable, or serve on 127.0.0.1."
    }
  }
}

extension HTTPResponse {
  fileprivate static func json(_ document: Basics.JSONValue, status: Int = 200) -> HTTPResponse {
    HTTPResponse(
      statusCode: HTTPStatusCode(status, phrase: phrases[status] ?? "OK"),
      headers: [.contentType: "application/json"], body: Data(document.compactText().utf8))
  }

  fileprivate static func events(_ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: .ok, headers: [.contentType: "text/event-stream"], body: Data(text.utf8))
  }

  private static let phrases = [
    201: "Created", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    413: "Content Too Large", 415: "Unsupported Media Type", 500: "Internal Server Error",
  ]
}
