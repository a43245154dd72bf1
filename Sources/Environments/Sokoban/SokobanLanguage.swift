/// The language that attempts are held in: every word is one token, single spaces between them.
///
///     rules: none grid: 6 6 rim E inside D A b2 B c3 C e4 F b5 G d2 plan: ⟨B c3 C e4⟩
///     play: A b2 8 move:                                                        ⟨down⟩
///     D moved A b3 7 move:                                                      ⟨right⟩
///     B pushed B d3 A c3 6 move:                                                ⟨up⟩
///     D moved timeout memory: none reflect:             ⟨none timeout A player B box …⟩
///
/// What the policy writes stands in ⟨⟩. The grid names the room's width and height, the letter
/// of its rim, the letter of most squares inside, and every square that shows another. An answer
/// names what was met and what came of it, then what has moved where, and the moves left.
package enum SokobanLanguage {
  package enum Special: String, CaseIterable {
    case pad = "<pad>"
    case begin = "<bos>"
    case end = "<eos>"
    case unknown = "<unk>"
  }

  package enum Keyword: String, CaseIterable {
    case rules = "rules:"
    case grid = "grid:"
    case rim
    case inside
    case plan = "plan:"
    case play = "play:"
    case move = "move:"
    case memory = "memory:"
    case reflect = "reflect:"
    case again = "again:"
  }

  /// What came of a turn, and with the last one of the attempt.
  package enum Result: String, CaseIterable {
    case moved
    case pushed
    case blocked
    case invalid
    case won
    /// The moves are used up and a box can reach no goal.
    case stuck
    case timeout
  }

  package static let none = "none"
  /// The role of a letter that the reflector does not know.
  package static let unknownRole = "unknown"
  package static let roles = SokobanKind.allCases.map(\.rawValue) + [unknownRole]

  /// Rooms up to this side have all their squares among the words.
  package static let largestSide = 10

  /// The vocabulary in the order of its tokens.
  package static let words: [String] =
    Special.allCases.map(\.rawValue) + SokobanCode.letters
    + SokobanCode.letters.map { $0.lowercased() } + roles
    + [GridDirection.up, .right, .down, .left].map(\.word) + Result.allCases.map(\.rawValue)
    + [none] + (0...9).map(String.init) + squares + Keyword.allCases.map(\.rawValue)

  private static let squares = (0..<largestSide).flatMap { row in
    (0..<largestSide).map { GridSquare.name(column: $0, row: row) }
  }

  /// A count as digits with spaces between them: `1 2` for twelve.
  package static func number(_ count: Int) -> String {
    String(count).map(String.init).joined(separator: " ")
  }

  static let vocabulary = Set(words)
  static let specials = Set(Special.allCases.map(\.rawValue))
  private static let letters = Set(SokobanCode.letters)
  private static let results = Set(Result.allCases.map(\.rawValue))

  /// Words that belong to the language, up to the end token, without specials.
  ///
  /// Nothing of a hostile text remains but words that a policy could have said.
  static func knownWords(in text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).lazy.map(String.init)
      .prefix { $0 != Special.end.rawValue }
      .filter { vocabulary.contains($0) && !specials.contains($0) }
  }

  /// Advice or memory as it stands in a conversation: known words, at most two a letter.
  static func rulebook(_ text: String?, letters: Int) -> String {
    let words = knownWords(in: text ?? "").prefix(2 * letters)
    return words.isEmpty ? none : words.joined(separator: " ")
  }

  /// Whether two words name a cause, such as `B stuck` or `none timeout`.
  static func isCause(_ words: ArraySlice<String>) -> Bool {
    guard words.count == 2, let thing = words.first, let result = words.last else { return false }
    return (letters.contains(thing) || thing == none) && results.contains(result)
  }

  /// Whether words give every letter, in order, a role.
  static func isRulebook(_ words: ArraySlice<String>, letters: Int) -> Bool {
    let words = Array(words)
    guard words.count == 2 * letters else { return false }
    return (0..<letters).allSatisfy { letter in
      words[2 * letter] == SokobanCode.letters[letter] && roles.contains(words[2 * letter + 1])
    }
  }
}
