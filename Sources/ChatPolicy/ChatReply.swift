import Basics
import RLCore

/// What a chat server wrote.
struct ChatReply: Sendable, Equatable {
  var text = ""
  var stopReason = Completion.StopReason.ended
  /// The model that it says it is.
  var model: String?
  var promptTokens: Int?
  var completionTokens: Int?
  /// The text of each token and its log-probability; empty where the server does not tell.
  var pieces: [Piece] = []
  /// How many pieces came, where they came one by one.
  var deltas = 0

  struct Piece: Sendable, Equatable {
    var text: String
    var logProbability: Float
  }

  init() {}

  /// Reads a whole reply.
  ///
  /// - Throws: `ChatProblem.unreadable`.
  init(_ body: [UInt8]) throws(ChatProblem) {
    guard let json = try? JSONValue(parsing: body, as: .python) else {
      throw .unreadable("it is no JSON", excerpt: body)
    }
    guard let choice = json["choices"]?.elements?.first else {
      throw .unreadable("it has no choices", excerpt: body)
    }
    guard let message = choice["message"] else {
      throw .unreadable("its first choice has no message", excerpt: body)
    }
    takeFacts(of: json)
    guard let content = Self.content(of: message) else {
      throw .unreadable("its message has no content", excerpt: body)
    }
    text = content
    take(choice)
  }

  /// What stands beside the choices.
  mutating func takeFacts(of json: JSONValue) {
    model = json["model"]?.text ?? model
    promptTokens = json["usage"]?["prompt_tokens"]?.count ?? promptTokens
    completionTokens = json["usage"]?["completion_tokens"]?.count ?? completionTokens
  }

  /// Why it ended, and the probabilities.
  mutating func take(_ choice: JSONValue) {
    if choice["finish_reason"]?.text == "length" { stopReason = .length }
    for token in choice["logprobs"]?["content"]?.elements ?? [] {
      guard let text = token["token"]?.text, let value = token["logprob"]?.real else { continue }
      // Above 0 there is no logarithm of a probability; a little above is what rounding makes.
      pieces.append(Piece(text: text, logProbability: Float(min(value, 0))))
    }
  }

  /// The words of a message: a text, or parts of one; calls of tools in the form of a text.
  static func content(of message: JSONValue) -> String? {
    var parts: [String] = []
    if let text = message["content"]?.text { parts.append(text) }
    parts += (message["content"]?.elements ?? []).compactMap { $0["text"]?.text }
    for call in message["tool_calls"]?.elements ?? [] {
      guard let name = call["function"]?["name"]?.text else { continue }
      let arguments = call["function"]?["arguments"]
      parts.append(
        ToolCallText.text(name, arguments?.text ?? arguments?.compactText() ?? "{}"))
    }
    if parts.isEmpty, let refusal = message["refusal"]?.text { parts.append(refusal) }
    // A model that thought until its tokens were used up has said nothing, which is an answer.
    if parts.isEmpty, message["content"] != nil { return "" }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }
}
