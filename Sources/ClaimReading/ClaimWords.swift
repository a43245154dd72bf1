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

  /// The words and marks of a text, with the stem of each.
  static func of(_ text: String) -> [ClaimWord] {
    pieces(text).map { piece in
      let lower = lowercased(piece.text)
      return ClaimWord(
        text: piece.text, lower: lower, stem: Stem.of(lowercase: lower), range: piece.range)
    }
  }

  /// The words of a text in lower case, without its marks.
  static func spoken(_ text: String) -> [String] {
    pieces(text).compactMap { piece in
      guard let first = piece.text.first, first.isLetter || first.isNumber else { return nil }
      return lowercased(piece.text)
    }
  }

  private static func lowercased(_ word: String) -> String {
    let lower = word.lowercased()
    return lower.utf8.count == word.utf8.count && !lower.utf8.contains(where: { $0 > 127 })
      ? lower : lower.replacing("’", with: "'")
  }

  private static func pieces(_ text: String) -> [(text: String, range: Range<Int>)] {
    var pieces: [(text: String, range: Range<Int>)] = []
    var current = String.UnicodeScalarView()
    var start = 0
    for (place, scalar) in text.unicodeScalars.prefix(longest).enumerated() {
      if isPart(scalar, of: current) {
        if current.isEmpty { start = place }
        current.append(scalar)
        continue
      }
      if !current.isEmpty { pieces.append((String(current), start..<place)) }
      current = String.UnicodeScalarView()
      if scalar == "\n" || !isSpace(scalar) {
        pieces.append((String(scalar), place..<(place + 1)))
      }
    }
    if !current.isEmpty { pieces.append((String(current), start..<(start + current.count))) }
    return pieces
  }

  // Properties of scalars are looked up in tables of all of Unicode; most texts need none.

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
  }

  private static func isPart(
    _ scalar: Unicode.Scalar, of word: String.UnicodeScalarView
  ) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": return true
    // An apostrophe belongs to a word that it stands in: "don't", but not "'C'".
    case "'", "’": return word.last == "n" || word.last == "N"
    default:
      return !scalar.isASCII
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
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

  private static let endings = ["ing", "ed", "es", "s", "e"]

  static func of(_ word: String) -> String { of(lowercase: word.lowercased()) }

  static func of(lowercase word: String) -> String {
    if let known = irregular[word] { return known }
    var stem = word[...]
    guard stem.utf8.count > 3 else { return word }
    for ending in endings where stem.hasSuffix(ending) && stem.count - ending.count >= 3 {
      stem = stem.dropLast(ending.count)
      break
    }
    if stem.hasSuffix("e"), stem.count > 3 { stem = stem.dropLast() }
    if let last = stem.last, stem.count > 3, stem.dropLast().last == last { stem = stem.dropLast() }
    return String(stem)
  }
}
