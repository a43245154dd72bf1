import Basics

/// The lines of a board in a row of a file: a list of texts, a list of lists of signs, or one text
/// with line breaks.
enum BoardLines {
  /// - Parameters:
  ///   - value: as the row has it.
  ///   - name: the key that it stands under, for errors.
  /// - Returns: at least one line, unless the value is an empty list.
  /// - Throws: `TaskFieldError` where it is none of these.
  static func read(_ value: JSONValue, named name: String) throws(TaskFieldError) -> [String] {
    switch value.decodedTwice {
    case .string(let text): return lines(of: text)
    case .array(let elements):
      var rows: [String] = []
      for (index, element) in elements.enumerated() {
        rows += try row(element, named: "\(name) [\(index)]")
      }
      return rows
    case let value: throw .kind(name, wanted: "a board", found: value)
    }
  }

  private static func row(
    _ value: JSONValue, named name: String
  ) throws(TaskFieldError) -> [String] {
    switch value {
    case .string(let text): return lines(of: text)
    case .array(let signs):
      var row = ""
      for (index, sign) in signs.enumerated() {
        guard case .string(let text) = sign, text.count == 1 else {
          throw .kind("\(name) [\(index)]", wanted: "a single sign", found: sign)
        }
        row += text
      }
      return [row]
    default: throw .kind(name, wanted: "a text", found: value)
    }
  }

  /// Whether a list is a board by itself, and not several.
  static func isBoard(_ value: JSONValue) -> Bool {
    guard case .array(let elements) = value, !elements.isEmpty else { return false }
    let isTexts = elements.allSatisfy { element in
      if case .string(let text) = element { !text.contains(where: \.isNewline) } else { false }
    }
    return isTexts
      || elements.allSatisfy { element in
        guard case .array(let signs) = element, !signs.isEmpty else { return false }
        return signs.allSatisfy {
          if case .string(let text) = $0 { text.count == 1 } else { false }
        }
      }
  }

  private static func lines(of text: String) -> [String] {
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    // Line breaks before and after a board are no rows of it.
    while lines.count > 1, lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    while lines.count > 1, lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    return lines.map(String.init)
  }
}
