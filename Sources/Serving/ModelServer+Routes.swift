import Basics
import FlyingFox

/// What is answered where.
extension ModelServer {
  static let mostBytes = 1 << 20
  private static let mostHeard = 64 << 20

  /// The answer to a request, whatever is wrong with it.
  func respond(
    to request: HTTPRequest, past doorkeeper: Doorkeeper
  ) async -> HTTPResponse {
    do {
      try doorkeeper.check(request)
      return try await answer(request)
    } catch let problem as ServingProblem {
      return .json(problem.json, status: problem.status)
    } catch let refusal as RefusedDocument {
      return .json(ServingProblem(status: 400, words: refusal.words).json, status: 400)
    } catch {
      return .json(ServingProblem(status: 500, words: "\(error)").json, status: 500)
    }
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
