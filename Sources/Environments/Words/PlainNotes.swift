import RLCore

/// Notes that a reflection leaves in plain words: what stands between `<prompt>` and `</prompt>`.
package enum PlainNotes {
  /// What is read of a reflection at the most.
  private static let longest = 20_000

  /// Reads what a reflector wrote.
  ///
  /// A text without the marks is all advice, but not well-formed.
  package static func parse(_ text: String) -> ParsedReflection {
    let text = String(text.prefix(longest))
    guard let inner = marked(in: text) else {
      return ParsedReflection(advice: trimmed(text), isWellFormed: false)
    }
    let advice = trimmed(inner)
    return ParsedReflection(advice: advice, isWellFormed: !advice.isEmpty)
  }

  private static func marked(in text: String) -> String? {
    guard let open = text.firstRange(of: "<prompt>"),
      let close = text[open.upperBound...].firstRange(of: "</prompt>")
    else { return nil }
    return String(text[open.upperBound..<close.lowerBound])
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
