import RLCore

/// The compact language of boards as far as it is the same on all of them: every word is one
/// token, and a reflection is a cause and a rulebook, `C fell A player B goal …`.
package struct GridLanguage: Sendable {
  /// What stands behind a text that was not cut off at its end.
  private static let endMark = "<eos>"

  package static let none = "none"
  /// The role of a letter that the reflector does not know.
  package static let unknownRole = "unknown"

  /// Every word there is.
  package let words: [String]
  private let vocabulary: Set<String>
  private let letters: [String]
  private let roles: Set<String>
  /// What a cause can name: a letter, and what is none.
  private let things: Set<String>
  private let results: Set<String>

  /// - Parameters:
  ///   - letters: those that a board can be written in, by index.
  ///   - roles: what a letter can stand for, the unknown one too.
  ///   - things: what may have decided an attempt beside letters.
  ///   - results: what can come of a turn.
  ///   - words: the whole vocabulary.
  init(
    letters: [String], roles: [String], things: [String], results: [String], words: [String]
  ) {
    self.words = words
    self.letters = letters
    self.roles = Set(roles)
    self.things = Set(letters + things)
    self.results = Set(results)
    vocabulary = Set(words)
  }

  /// Words that belong to the language, up to the end of the text.
  ///
  /// Nothing of a hostile text remains but words that a policy could have said.
  func knownWords(in text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).lazy.map(String.init)
      .prefix { $0 != Self.endMark }.filter(vocabulary.contains)
  }

  /// Advice or memory as it stands in a conversation: known words, at most two a letter.
  func rulebook(_ text: String?, letters: Int) -> String {
    let words = knownWords(in: text ?? "").prefix(2 * letters)
    return words.isEmpty ? Self.none : words.joined(separator: " ")
  }

  /// Reads two words of cause, then the rulebook.
  ///
  /// The advice is the rulebook's words as far as they belong to the language. A text without a
  /// cause is all advice, but not well-formed.
  func parse(reflection text: String, letters: Int) -> ParsedReflection {
    let words = knownWords(in: text)
    let hasCause = isCause(words.prefix(2))
    let rules = hasCause ? words.dropFirst(2) : words[...]
    return ParsedReflection(
      advice: rules.prefix(2 * letters).joined(separator: " "),
      isWellFormed: hasCause && isRulebook(rules, letters: letters))
  }

  /// Whether two words name a cause, such as `C fell` or `none timeout`.
  private func isCause(_ words: ArraySlice<String>) -> Bool {
    guard words.count == 2, let thing = words.first, let result = words.last else { return false }
    return things.contains(thing) && results.contains(result)
  }

  /// Whether words give every letter, in order, a role.
  private func isRulebook(_ words: ArraySlice<String>, letters: Int) -> Bool {
    let words = Array(words)
    guard words.count == 2 * letters else { return false }
    return (0..<letters).allSatisfy { letter in
      words[2 * letter] == self.letters[letter] && roles.contains(words[2 * letter + 1])
    }
  }
}
