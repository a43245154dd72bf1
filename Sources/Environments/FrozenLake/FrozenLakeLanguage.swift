/// The language that attempts are held in: every word is one token, single spaces between them.
///
///     rules: none grid: D except A c2 B a4 C a1 E b3 target:   ⟨B a4⟩
///     play: c2 sees C D D edge move:                                 ⟨left⟩
///     D moved b2 sees D D D E move:                                  ⟨down⟩
///     E fell memory: none reflect:                                   ⟨E fell A player B goal …⟩
///
/// What the policy writes stands in ⟨⟩. A view names the own square, then what lies up, right,
/// down and left of it.
package enum FrozenLakeLanguage {
  package enum Special: String, CaseIterable {
    case pad = "<pad>"
    case begin = "<bos>"
    case end = "<eos>"
    case unknown = "<unk>"
  }

  package enum Keyword: String, CaseIterable {
    case rules = "rules:"
    case grid = "grid:"
    case except
    case target = "target:"
    case play = "play:"
    case sees
    case move = "move:"
    case memory = "memory:"
    case reflect = "reflect:"
    case again = "again:"
  }

  /// What came of a turn.
  package enum Result: String, CaseIterable {
    case moved
    case blocked
    case invalid
    case won
    case fell
    case timeout
  }

  package static let edge = "edge"
  package static let none = "none"
  /// The role of a letter that the reflector does not know.
  package static let unknownRole = "unknown"
  package static let roles = TileKind.allCases.map(\.rawValue) + [unknownRole]
  /// The order in which a view names its neighbours.
  package static let viewOrder: [GridDirection] = [.up, .right, .down, .left]

  /// The vocabulary in the order of its tokens.
  package static let words: [String] =
    Special.allCases.map(\.rawValue) + LetterCode.letters + roles + viewOrder.map(\.word)
    + Result.allCases.map(\.rawValue) + [edge, none] + GridSquare.names
    + Keyword.allCases.map(\.rawValue)

  static let vocabulary = Set(words)
  static let specials = Set(Special.allCases.map(\.rawValue))
  private static let letters = Set(LetterCode.letters)
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

  /// Whether two words name a cause, such as `C fell` or `edge timeout`.
  static func isCause(_ words: ArraySlice<String>) -> Bool {
    guard words.count == 2, let thing = words.first, let result = words.last else { return false }
    return (letters.contains(thing) || thing == edge || thing == none) && results.contains(result)
  }

  /// Whether words give every letter, in order, a role.
  static func isRulebook(_ words: ArraySlice<String>, letters: Int) -> Bool {
    let words = Array(words)
    guard words.count == 2 * letters else { return false }
    return (0..<letters).allSatisfy { letter in
      words[2 * letter] == LetterCode.letters[letter] && roles.contains(words[2 * letter + 1])
    }
  }
}
