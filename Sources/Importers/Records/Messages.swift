import Basics
import RLCore

/// Conversations as chat messages, which most trainers write.
enum Messages {
  struct Message: Sendable, Equatable {
    var role: String
    var text: String
  }

  /// A text, a message, a list of messages, or a list of conversations with one in it.
  static func read(_ value: JSONValue?) -> [Message]? {
    switch value {
    case .string(let text)?: return [Message(role: "", text: text)]
    case .array(let items)?:
      let messages = items.compactMap(message)
      return messages.isEmpty ? items.first.flatMap { read($0) } : messages
    case .object?: return value.flatMap(message).map { [$0] }
    default: return nil
    }
  }

  private static func message(_ value: JSONValue) -> Message? {
    guard let role = value["role"]?.text else { return nil }
    var text = content(value["content"])
    for call in value["tool_calls"]?.items ?? [] { text += (text.isEmpty ? "" : "\n") + call.shown }
    return Message(role: role, text: text)
  }

  /// A text, or parts of which those with a text count.
  private static func content(_ value: JSONValue?) -> String {
    guard let value else { return "" }
    guard case .array(let parts) = value else { return value.shown }
    return parts.map { $0["text"]?.shown ?? $0.shown }.joined(separator: "\n")
  }

  /// One after another, each under its role.
  static func text(_ messages: [Message]) -> String {
    if messages.count == 1, ["", "user"].contains(messages[0].role) { return messages[0].text }
    return messages.map { $0.role.isEmpty ? $0.text : "[\($0.role)] \($0.text)" }
      .joined(separator: "\n")
  }

  /// Turns of a policy: what it wrote, each with what it was told before.
  ///
  /// - Returns: the turns, and what was said after the last of them.
  static func turns(_ messages: [Message], told before: [Message] = []) -> (
    turns: [Turn], closing: String?
  ) {
    var told = before
    var turns: [Turn] = []
    for message in messages {
      if message.role == "assistant" || message.role.isEmpty {
        turns.append(Turn(told: text(told), wrote: message.text))
        told = []
      } else {
        told.append(message)
      }
    }
    return (turns, told.isEmpty || turns.isEmpty ? nil : text(told))
  }
}

extension Turn {
  /// A turn of which there is nothing but words.
  init(told: String, wrote text: String, action: String? = nil) {
    self.init(
      observation: told, text: text, action: action, wasEffective: true, reward: 0,
      outcome: .moved, position: nil)
  }
}
