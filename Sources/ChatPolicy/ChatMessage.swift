import Basics
import RLCore

/// A message as chat servers take it.
struct ChatMessage: Equatable, Sendable {
  enum Role: String, Sendable {
    case system
    case user
    case assistant
  }

  var role: Role
  var text: String

  /// A conversation as messages: what follows on one another by the same writer is one message,
  /// because many templates take turns by turns only.
  ///
  /// - Parameters:
  ///   - conversation: what was said.
  ///   - foldsSystem: whether what stands above everything is put before the first words of the
  ///     world, for templates without a place for it.
  /// - Returns: messages by turns.
  static func messages(of conversation: Conversation, foldsSystem: Bool) -> [ChatMessage] {
    var messages: [ChatMessage] = []
    for segment in conversation.segments {
      var role = Role(segment.writer)
      if foldsSystem, role == .system { role = .user }
      if messages.last?.role == role {
        messages[messages.count - 1].text += "\n\n" + segment.text
      } else {
        messages.append(ChatMessage(role: role, text: segment.text))
      }
    }
    return messages
  }

  var json: JSONValue { ["role": .string(role.rawValue), "content": .string(text)] }
}

extension ChatMessage.Role {
  fileprivate init(_ writer: Segment.Writer) {
    self =
      switch writer {
      case .system: .system
      case .world: .user
      case .policy: .assistant
      }
  }
}
