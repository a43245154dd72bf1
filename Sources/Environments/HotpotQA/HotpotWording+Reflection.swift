import RLCore

extension HotpotWording {
  /// Reads what a reflector wrote.
  ///
  /// In plain words the advice is what stands between the first `<prompt>` and `</prompt>`; a text
  /// without them is all advice, but not well-formed. A compact one is the rulebook.
  func parse(reflection text: String) -> ParsedReflection {
    switch self {
    case .plain:
      let text = String(text.prefix(Self.longestAdvice))
      guard let inner = Self.marked(in: text) else {
        return ParsedReflection(advice: Self.trimmed(text), isWellFormed: false)
      }
      let advice = Self.trimmed(inner)
      return ParsedReflection(advice: advice, isWellFormed: !advice.isEmpty)
    case .compact(let relations):
      let words = CompactLanguage.knownWords(in: text).prefix(2 * relations)
      return ParsedReflection(
        advice: words.joined(separator: " "),
        isWellFormed: CompactLanguage.isRulebook(Array(words), relations: relations))
    }
  }

  private static let longestAdvice = 20_000

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
