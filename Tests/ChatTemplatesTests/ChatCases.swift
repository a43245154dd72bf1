import Basics
import ChatTemplates
import Foundation

/// Conversations and what Hugging Face `transformers` makes of them; `Parity/chats.py` writes them.
struct ChatCases {
  struct Case {
    let template: String
    let messages: JSONValue
    let asksForReply: Bool
    let variables: [String: JSONValue]
    /// Nil where the template refuses.
    let text: String?
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Parity")

  let cases: [Case]

  init(_ file: URL) throws {
    guard case .array(let all) = try JSONValue(parsing: Array(Data(contentsOf: file))) else {
      cases = []
      return
    }
    cases = all.compactMap(Case.init)
  }

  /// The cases whose text is another one; templates lie in a folder.
  func wrong(templates: URL) throws -> [String] {
    var read: [String: ChatTemplate] = [:]
    return try cases.enumerated().compactMap { index, expected in
      let file = templates.appendingPathComponent(expected.template)
      let template =
        try read[file.path]
        ?? ChatTemplate(
          String(decoding: Data(contentsOf: file), as: UTF8.self), file: expected.template)
      read[file.path] = template
      let text = try? template.render(
        expected.messages, asksForReply: expected.asksForReply, variables: expected.variables)
      guard text.map({ Array($0.utf8) }) != expected.text.map({ Array($0.utf8) }) else {
        return nil
      }
      return "\(index) \(expected.template): \((text ?? "refused").debugDescription) "
        + "for \((expected.text ?? "refused").debugDescription)"
    }
  }
}

extension ChatCases.Case {
  fileprivate init?(_ value: JSONValue) {
    guard case .array(let parts) = value, parts.count == 5, case .string(let template) = parts[0],
      case .boolean(let asks) = parts[2], case .object(let members) = parts[3]
    else { return nil }
    self.template = template
    messages = parts[1]
    asksForReply = asks
    variables = Dictionary(uniqueKeysWithValues: members.map { ($0.name, $0.value) })
    if case .string(let text) = parts[4] { self.text = text } else { text = nil }
  }
}
