import Basics
import Dispatch
import Foundation

/// A session with a server: one world there, which is reset and stepped.
///
/// Answers are waited for on a queue of its own, never in Swift's pool of threads.
final class OpenEnvSession: @unchecked Sendable {
  private let queue = DispatchQueue(label: "kolb openenv")
  private let address: ServerAddress
  private let patience: Double
  /// Known on the queue alone.
  private var line: WebSocket?

  init(with address: ServerAddress, patience: Double) {
    self.address = address
    self.patience = patience
  }

  /// Begins the world again.
  func reset(seed: Int) async throws -> OpenEnvAnswer {
    try await ask("reset", .object([.init(name: "seed", value: .integer(seed))]))
  }

  /// Acts.
  func step(_ action: JSONValue) async throws -> OpenEnvAnswer { try await ask("step", action) }

  private func ask(_ type: String, _ data: JSONValue) async throws -> OpenEnvAnswer {
    let message = JSONValue.object([
      .init(name: "type", value: .string(type)), .init(name: "data", value: data),
    ])
    let bytes = try await answer(to: Array(message.compactText().utf8))
    do {
      return try OpenEnvAnswer(AnswerFields(try JSONValue(parsing: bytes, as: .python)))
    } catch {
      throw error is WorldFault ? error : WorldFault.answer("\(error)")
    }
  }

  private func answer(to message: [UInt8]) async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [self] in
        do {
          let line =
            try self.line ?? WebSocket(to: address, path: "/ws", patience: patience)
          self.line = line
          try line.send(message)
          continuation.resume(returning: try line.receive())
        } catch {
          self.line = nil
          let reason = (error as? Connection.Failure)?.reason ?? "\(error)"
          continuation.resume(
            throwing: WorldFault.lost("the server '\(address.authority)': \(reason)"))
        }
      }
    }
  }
}

/// What a server says of a world after it was reset or stepped.
struct OpenEnvAnswer: Sendable, Equatable {
  var observation: JSONValue
  var reward: Double?
  var isDone: Bool

  /// - Throws: `WorldFault.said` for an error of the server, `AnswerProblem`.
  init(_ fields: AnswerFields) throws {
    let type = try fields.required("type", upTo: 40)
    guard let data = try fields.object("data") else { throw AnswerProblem("'data' is missing") }
    if type == "error" {
      let words = WorldText.line(try data.text("message") ?? "an error", upTo: 400)
      throw WorldFault.said(words + (try data.text("code", upTo: 60).map { " (\($0))" } ?? ""))
    }
    guard type == "observation" else { throw AnswerProblem("'type' is '\(type)'") }
    observation = data.value("observation") ?? .object([])
    reward = try data.number("reward")
    isDone = try data.flag("done") ?? false
  }
}
