import Basics
import Foundation
import RLCore
import Synchronization

/// A policy that anybody may ask, under the name that clients know it by.
package final class ServedModel: Sendable {
  package let name: String
  private let policy: any Policy
  private let created: Int
  private let asked = Mutex(0)

  /// - Parameters:
  ///   - name: such as a run's folder and step.
  ///   - policy: what answers.
  package init(name: String, policy: any Policy) {
    self.name = name
    self.policy = policy
    created = Int(Date().timeIntervalSince1970)
  }

  var list: JSONValue {
    [
      "object": "list",
      "data": [
        [
          "id": .string(name), "object": "model", "created": .integer(created),
          "owned_by": "kolb",
        ]
      ],
    ]
  }

  /// - Throws: `ServingProblem` where another model was meant; what the policy throws.
  func reply(to request: ChatCompletionRequest) async throws -> ChatCompletionReply {
    guard request.model.isEmpty || request.model == name else {
      throw ServingProblem(
        status: 404, words: "There is no model '\(request.model)' here, but '\(name)'.",
        parameter: "model")
    }
    let number = asked.withLock { count in
      count += 1
      return count
    }
    let conversation = Conversation(id: number, request.segments)
    let completion = try await completion(of: conversation, request)
    var reply = ChatCompletionReply(
      id: "chatcmpl-\(number)", model: name, created: Int(Date().timeIntervalSince1970),
      text: completion.text, stopReason: completion.stopReason, tokenCount: completion.tokenCount,
      promptTokenCount: await tokenCount(of: conversation))
    if request.wantsLogProbabilities, !completion.logProbabilities.isEmpty {
      reply.logProbabilities = Array(zip(completion.pieces, completion.logProbabilities))
    }
    reply.stop(at: request.stops)
    return reply
  }

  private func completion(
    of conversation: Conversation, _ request: ChatCompletionRequest
  ) async throws -> Completion {
    // A policy counts words and the mark that ends a text; a client counts both as tokens.
    let length: ReplyLength =
      request.mostTokens == 1 ? .word : .text(upTo: request.mostTokens - 1)
    let sample = SampleRequest(
      conversation: conversation, length: length, sampling: request.sampling,
      seed: request.seed ?? UInt64.random(in: 0...UInt64.max))
    let completions = try await policy.sample([sample])
    // Nobody says that a conversation goes on: each request has all of its words.
    await policy.endConversations()
    guard let completion = completions.first else {
      throw ServingProblem(status: 500, words: "The model gave no reply.")
    }
    return completion
  }

  private func tokenCount(of conversation: Conversation) async -> Int {
    guard let trainable = policy as? any TrainablePolicy,
      let rows = try? await trainable.trajectories(of: [conversation])
    else { return 0 }
    return rows.joined().reduce(0) { $0 + $1.tokens.count }
  }
}

extension ChatCompletionReply {
  /// Ends the text before the first of some words.
  fileprivate mutating func stop(at stops: [String]) {
    let places = stops.compactMap { text.range(of: $0)?.lowerBound }
    guard let first = places.min() else { return }
    text = String(text[..<first])
    stopReason = .ended
    logProbabilities = nil
  }
}
