/// Makes the words of a program that others wrote fit to be kept, shown and learnt from.
enum WorldText {
  /// Characters that one text may have.
  static let longest = 20_000
  /// What stands for a character that has no place in a text.
  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// The text with lines as they are, and without what would steer a terminal or turn its reading
  /// round.
  static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !isFit($0) }) else { return text }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": continue
      case "\t": clean.append(" ")
      case _ where isFit(scalar): clean.append(scalar)
      default: clean.append(replacement)
      }
    }
    return String(clean)
  }

  /// The beginning of a text on one line, for a message.
  static func line(_ text: String, upTo most: Int = 160) -> String {
    // Of a long text, no more is looked at than is wanted, unless that is mostly blanks.
    let head = words(text.prefix(4 * most))
    let line = head.count > most ? head : words(text[...])
    return line.count <= most ? line : line.prefix(most) + "…"
  }

  private static func words(_ text: Substring) -> String {
    clean(String(text)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func isFit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\n", " "..."~": true
    case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}",
      "\u{2028}", "\u{2029}", "\u{FEFF}":
      false
    default: scalar.properties.generalCategory != .control
    }
  }
}
