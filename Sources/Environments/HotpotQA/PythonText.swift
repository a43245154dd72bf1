/// What Python's `str` and `re` do to text, where Swift's own would do something else.
enum PythonText {
  typealias Text = [Unicode.Scalar]

  /// `str.lower()`: the full mapping of each scalar, and a sigma that ends a word becomes ς.
  static func lowercased(_ text: Text) -> Text {
    var lowered: Text = []
    for (place, scalar) in text.enumerated() {
      if scalar == "Σ" {
        lowered.append(endsWord(at: place, in: text) ? "ς" : "σ")
      } else {
        lowered += scalar.properties.lowercaseMapping.unicodeScalars
      }
    }
    return lowered
  }

  /// `str.strip()`: white space at both ends, of which a zero-width space is none.
  static func stripped(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let start = scalars.drop(while: isSpace)
    let count = start.reversed().drop(while: isSpace).count
    return String(String.UnicodeScalarView(start.prefix(count)))
  }

  /// `str.isspace()`: what Unicode calls white space, and the separators of ASCII.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }

  /// Final_Sigma of the Unicode standard, section 3.13: a cased letter before and none after,
  /// looking past what case ignores.
  private static func endsWord(at place: Int, in text: Text) -> Bool {
    let before = text[..<place].last { !$0.properties.isCaseIgnorable }
    let after = text[(place + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased == true && after?.properties.isCased != true
  }

  /// `string.punctuation`: what ASCII has, and nothing else.
  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "!"..."/", ":"..."@", "["..."`", "{"..."~": true
    default: false
    }
  }

  /// `\w` without the underscore: letters and everything that has a numeric value.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber:
      true
    default: scalar.properties.numericType != nil
    }
  }

  /// `str.split()`: white space, to which Python counts four control characters more.
  static func split(_ text: Text) -> [Text] {
    text.split { scalar in
      scalar.properties.isWhitespace || ("\u{1C}"..."\u{1F}").contains(scalar)
    }.map(Array.init)
  }
}
