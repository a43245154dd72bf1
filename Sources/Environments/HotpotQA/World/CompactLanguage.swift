/// The language of attempts in the generated world: every word is one token.
///
///     rules: none question: place of person of Kara turn:  ⟨search: none none none Kara⟩
///     results: Kara film A Tavi B Pelu C Suro D Mira 1954 turn:  ⟨search: Kara person A Tavi⟩
///     results: Tavi person A … B Lano C … D … 1961 turn:         ⟨answer: Tavi place B Lano⟩
///     wrong film memory: none reflect:                           ⟨A person B film …⟩
///
/// What the policy writes stands in ⟨⟩. Behind a call it says whose paragraph it reads, which kind
/// it looks for, which letter it follows and where that leads; the environment hears the call and
/// its last word.
package enum CompactLanguage {
  package enum Keyword: String, CaseIterable {
    case rules = "rules:"
    case question = "question:"
    case turn = "turn:"
    case results = "results:"
    case memory = "memory:"
    case reflect = "reflect:"
    case again = "again:"
    case of
    case older
    case younger
    case and
  }

  /// What came of a turn.
  package enum Result: String, CaseIterable {
    case right
    case partly
    case wrong
    case timeout
    case invalid
  }

  static let end = "<eos>"
  package static let none = "none"
  package static let unknown = "unknown"
  /// The call, whose paragraph, which kind, which letter, where to.
  static let turnWords = 5

  /// The vocabulary in the order of its tokens, without the special ones.
  package static let words: [String] =
    RelationCode.letters + EntityKind.allCases.map(\.rawValue) + [unknown, none]
    + [HotpotCall.searchWord, HotpotCall.answerWord] + Keyword.allCases.map(\.rawValue)
    + Result.allCases.map(\.rawValue) + WorldNames.years.map(String.init) + WorldNames.all

  private static let vocabulary = Set(words)
  private static let roles = Set(EntityKind.allCases.map(\.rawValue) + [unknown])

  /// Words that belong to the language, up to the end token.
  static func knownWords(in text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).lazy.map(String.init)
      .prefix { $0 != end }.filter(vocabulary.contains)
  }

  /// Advice or memory as it stands in a conversation: known words, at most two a letter.
  static func rulebook(_ text: String?, relations: Int) -> String {
    let words = knownWords(in: text ?? "").prefix(2 * relations)
    return words.isEmpty ? none : words.joined(separator: " ")
  }

  /// Whether words give every letter, in order, a kind.
  static func isRulebook(_ words: [String], relations: Int) -> Bool {
    words.count == 2 * relations
      && (0..<relations).allSatisfy {
        words[2 * $0] == RelationCode.letters[$0] && roles.contains(words[2 * $0 + 1])
      }
  }
}
