import Basics
import HTTPTransport

/// Puts a reply together that arrives piece by piece.
///
/// Some servers end with `[DONE]`, some without; some send the usage in a last event without
/// choices. A reply is whole when a reason for its end came, or `[DONE]`.
struct ChatStream: Sendable {
  private var events = ServerSentEvents()
  private(set) var reply = ChatReply()
  private var hasEnded = false
  private var calls = ToolCallPieces()

  /// Takes bytes, wherever they were cut.
  ///
  /// - Returns: the words that came with them.
  /// - Throws: `TransportError`, `ChatProblem`.
  mutating func take(_ bytes: [UInt8]) throws -> String {
    var words = ""
    for event in try events.take(bytes) { words += try take(event) }
    return words
  }

  /// The reply, once the stream is over.
  ///
  /// - Throws: `ChatProblem` where it was cut.
  mutating func end() throws -> ChatReply {
    if let rest = events.end() { _ = try? take(rest) }
    guard hasEnded else { throw ChatProblem.cut(after: reply.text) }
    var reply = reply
    for call in calls.texts { reply.text += (reply.text.isEmpty ? "" : "\n") + call }
    return reply
  }

  private mutating func take(_ event: String) throws(ChatProblem) -> String {
    guard event != "[DONE]" else {
      hasEnded = true
      return ""
    }
    guard let json = try? JSONValue(parsing: Array(event.utf8), as: .python) else {
      throw .unreadable("an event of its stream is no JSON", excerpt: Array(event.utf8))
    }
    if let error = json["error"], error != .null {
      throw .failedMidway(ServerMessage(Array(event.utf8)).words)
    }
    reply.takeFacts(of: json)
    guard let choice = json["choices"]?.elements?.first else { return "" }
    if let reason = choice["finish_reason"], reason != .null { hasEnded = true }
    reply.take(choice)
    for call in choice["delta"]?["tool_calls"]?.elements ?? [] { calls.take(call) }
    let words = choice["delta"]?["content"]?.text ?? ""
    if !words.isEmpty { reply.deltas += 1 }
    reply.text += words
    return words
  }
}
