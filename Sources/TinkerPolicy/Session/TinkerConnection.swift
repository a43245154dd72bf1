import Basics
import Foundation
import HTTPTransport

/// Asks a training server and reads what it answers, whatever the form.
struct TinkerConnection: Sendable {
  enum Body: Sendable {
    case json(JSONValue)
    case protobuf([UInt8])
  }

  enum Answer: Sendable {
    case json(JSONValue)
    case protobuf([UInt8])
  }

  static let binary = "application/x-protobuf"

  let address: ServerAddress
  let transport: any Transport
  let key: String?
  var reach = TinkerReach()
  /// Seconds before the first repetition of a request that was not answered.
  var firstWait = 0.5
  /// How often a request that counts once is made until that is told, or given up where nobody
  /// listens.
  static let usualTries = 8
  private static let patience = Patience(idle: 330, total: 3600, bytes: 1 << 30)

  /// Asks until there is an answer: a server that is away is waited for where somebody is told of it.
  ///
  /// - Parameters:
  ///   - path: what is asked for.
  ///   - body: with what.
  ///   - tries: how often; `nil` where it may be waited.
  /// - Returns: the answer, in the form that the server chose.
  /// - Throws: `TinkerProblem`, `TransportError`, or `CancellationError`.
  func ask(_ path: String, _ body: Body?, tries: Int? = nil) async throws -> Answer {
    var wait = firstWait
    for attempt in 1... {
      do {
        let answer = try answer(await transport.send(request(path, body)))
        reach.found(.line)
        return answer
      } catch let error where Self.isPassing(error) {
        if attempt >= tries ?? Self.usualTries {
          guard tries == nil, error is TransportError, reach.isHeard else { throw error }
          reach.lost(.line, "\(error)")
        }
        try await Task.sleep(for: .seconds(wait))
        wait = min(wait * 2, firstWait * 20)
      } catch let problem as TinkerProblem {
        reach.found(.line)
        throw problem
      }
    }
    throw TinkerProblem.garbled("no answer")
  }

  private func request(_ path: String, _ body: Body?) -> HTTPRequest {
    var headers = ["Accept": "\(Self.binary), application/json"]
    if let key { headers["X-API-Key"] = key }
    let url = address.base + path
    switch body {
    case .json(let document)?:
      headers["Content-Type"] = "application/json"
      return HTTPRequest(
        .post, url, headers: headers, body: Array(document.compactText().utf8),
        patience: Self.patience)
    case .protobuf(let bytes)?:
      headers["Content-Type"] = Self.binary
      return HTTPRequest(.post, url, headers: headers, body: bytes, patience: Self.patience)
    case nil: return HTTPRequest(.get, url, headers: headers, patience: Self.patience)
    }
  }

  private func answer(_ reply: HTTPReply) throws -> Answer {
    guard reply.head.isSuccess else {
      let words = (try? JSONValue(parsing: reply.body, as: .python)).map(Self.words) ?? reply.text
      // Servers like to repeat what they were sent.
      let said = String(
        (key.map {
          words.replacingOccurrences(of: $0, with: "(the key)", options: .literal)
        } ?? words).prefix(400))
      let status = reply.head.status
      if status == 404 || status == 410 || TinkerProblem.isOfLostModel(said) {
        throw TinkerProblem.gone(said)
      }
      throw TinkerProblem.refused(status: status, said)
    }
    if reply.head.contentType == Self.binary { return .protobuf(reply.body) }
    do throws(JSONProblem) {
      return .json(try JSONValue(parsing: reply.body, as: .python))
    } catch {
      throw TinkerProblem.garbled("\(error)")
    }
  }

  /// What an error says, wherever its server puts it.
  private static func words(_ document: JSONValue) -> String {
    let detail = document["detail"] ?? document["error"] ?? document
    return detail.text ?? detail.elements?.first?["msg"]?.text ?? detail.compactText()
  }

  private static func isPassing(_ error: any Error) -> Bool {
    switch error {
    case let error as TransportError: error.isPassing
    // 408 is asked again by whoever waits for a result, and 409 is for good where a name is taken.
    case TinkerProblem.refused(409, let words): !TinkerProblem.isOfTakenName(words)
    case TinkerProblem.refused(let status, _): [429, 502, 503, 504].contains(status)
    default: false
    }
  }
}
