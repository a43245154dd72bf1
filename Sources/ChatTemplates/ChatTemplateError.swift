/// A chat template that cannot be used: which, where, what is wrong.
package struct ChatTemplateError: Error, Equatable, CustomStringConvertible {
  package enum Problem: Equatable, Sendable {
    /// Not closed, or not opened.
    case unfinished(String)
    case unexpected(found: String, wanted: String)
    /// A construct of Jinja that is not known here.
    case unknown(kind: String, name: String)
    /// Something was done to a value that cannot be done to it.
    case impossible(String)
    /// The template itself refused the conversation.
    case raised(String)
    case tooMuch(String)
  }

  /// What errors call the template.
  package var file: String
  package var line: Int
  package var problem: Problem

  package var description: String {
    "\(file):\(line): \(words)"
  }

  private var words: String {
    switch problem {
    case .unfinished(let what): "\(what) has no end."
    case .unexpected(let found, let wanted): "Here is \(shown(found)), but \(wanted) is expected."
    case .unknown(let kind, let name):
      "The \(kind) \(shown(name)) of Jinja is not known here. Give the model folder a "
        + "chat_template.jinja without it."
    case .impossible(let what): what
    case .raised(let message): "The template refuses the conversation: \(shown(message))"
    case .tooMuch(let what): "The template makes more than \(what), which is not meant to be."
    }
  }
}

/// A text of a template, fit for an error: in quotes, on one line, of bounded length.
func shown(_ text: String) -> String {
  let scalars = text.unicodeScalars.prefix(80).map { scalar -> String in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
  return "'\(scalars.joined())\(text.unicodeScalars.count > 80 ? "…" : "")'"
}

/// A problem and its line, before the file has a name.
struct TemplateFault: Error {
  var line: Int
  var problem: ChatTemplateError.Problem
}
