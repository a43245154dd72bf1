import RLCore

/// A word or a mark of a text, with where it stands.
struct ClaimWord: Sendable {
  let text: String
  let lower: String
  let stem: String
  /// In Unicode scalars of the text.
  let range: Range<Int>
  var isMark: Bool { !(text.first?.isLetter ?? false) && !(text.first?.isNumber ?? false) }
}

/// Takes a text apart into words and marks.
enum ClaimWords {
  /// Longer texts are not read to their end: nobody reflects for a book.
  private static let longest = 20_000

  static func of(_ text: String) -> [ClaimWord] {
    var words: [ClaimWord] = []
    var current = String.UnicodeScalarView()
    var start = 0
    func word(_ text: String, _ range: Range<Int>) -> ClaimWord {
      let lower = text.lowercased().replacing("’", with: "'")
      return ClaimWord(text: text, lower: lower, stem: Stem.of(lower), range: range)
    }
    for (place, scalar) in text.unicodeScalars.prefix(longest).enumerated() {
      if isPart(scalar, of: current) {
        if current.isEmpty { start = place }
        current.append(scalar)
        continue
      }
      if !current.isEmpty { words.append(word(String(current), start..<place)) }
      current = String.UnicodeScalarView()
      if scalar == "\n" || !scalar.properties.isWhitespace {
        words.append(word(String(scalar), place..<(place + 1)))
      }
    }
    if !current.isEmpty { words.append(word(String(current), start..<(start + current.count))) }
    return words
  }

  private static func isPart(
    _ scalar: Unicode.Scalar, of word: String.UnicodeScalarView
  ) -> Bool {
    if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return true }
    // An apostrophe belongs to a word that it stands in: "don't", but not "'C'".
    return (scalar == "'" || scalar == "’") && (word.last == "n" || word.last == "N")
  }
}

/// What is left of a word when its endings are taken off: "holes" and "hole" are "hol".
///
/// Phrases and texts go through the same mill, so what is left need not be a word.
enum Stem {
  private static let irregular = [
    "goes": "go", "went": "go", "going": "go", "gone": "go", "fell": "fal", "fallen": "fal",
    "led": "lead", "got": "get", "lost": "los", "won": "win", "died": "di", "dies": "di",
    "die": "di", "dying": "di", "met": "met", "found": "find", "moveable": "movabl",
  ]

  static func of(_ word: String) -> String {
    let word = word.lowercased()
    if let known = irregular[word] { return known }
    var stem = word[...]
    for ending in ["ing", "ed", "es", "s", "e"]
    where stem.hasSuffix(ending) && stem.count - ending.count >= 3 {
      stem = stem.dropLast(ending.count)
      break
    }
    if stem.hasSuffix("e"), stem.count > 3 { stem = stem.dropLast() }
    if let last = stem.last, stem.count > 3, stem.dropLast().last == last { stem = stem.dropLast() }
    return String(stem)
  }
}
