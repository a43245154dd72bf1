import RLCore

/// A small English of which every word is known: what a world says, and what notes can say.
///
/// Every word is one token of the model that reads it, and single spaces stand between them.
package struct ClosedLanguage: Sendable {
  /// What stands behind a text that was not cut off at its end.
  private static let endMark = "<eos>"
  /// What stands for a note that says nothing.
  package static let nothing = "none."

  /// Every word there is, in the order in which base models have them.
  package let words: [String]
  package let phrasebook: Phrasebook
  /// How many words a note may have.
  package let noteLength: Int
  private let vocabulary: Set<String>
  private let symbols: Set<String>
  private let names: Set<String>
  private let squares: Set<String>
  private let moves: Set<String>
  /// The phrasings as words, by how many they are.
  private let sentences: [Int: [[Substring]]]
  private let ways: [[Substring]]

  /// - Parameters:
  ///   - symbols: what notes can speak of.
  ///   - names: of people and things, where there are any.
  ///   - squares: names of places, where there are any.
  ///   - moves: the words of moves, where there are any.
  ///   - told: what the world says, as phrasings.
  ///   - phrasebook: what notes can say.
  ///   - noteLength: how many words a note may have.
  package init(
    symbols: [String], names: [String] = [], squares: [String] = [], moves: [String] = [],
    told: [String], phrasebook: Phrasebook, noteLength: Int
  ) {
    self.phrasebook = phrasebook
    self.noteLength = noteLength
    self.symbols = Set(symbols)
    self.names = Set(names)
    self.squares = Set(squares)
    self.moves = Set(moves)
    let phrasings = phrasebook.phrasings
    sentences = Dictionary(grouping: phrasings.map { $0.split(separator: " ") }, by: \.count)
    ways = phrasebook.ways.map { $0.split(separator: " ") }
    var words = symbols + squares + moves + names
    words += moves.flatMap { phrasebook.ways.isEmpty ? [] : ["\($0),", "\($0)."] }
    for phrasing in told + phrasings + phrasebook.ways + [Self.nothing] {
      for word in phrasing.split(separator: " ") {
        let isSlot = word.contains("#") || word.contains("$")
        if isSlot {
          words += symbols.map { Phrasebook.filled(String(word), $0, $0) }
        } else if word != "%" {
          words.append(String(word))
        }
      }
    }
    var known: Set<String> = []
    self.words = words.filter { known.insert($0).inserted }
    vocabulary = known
  }

  /// The words of a text up to its end mark.
  private func split(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).lazy.map(String.init).prefix { $0 != Self.endMark }
  }

  /// Whether every word of a text belongs to the language, so that it can be told as it is.
  package func isOwn(_ text: String) -> Bool { split(text).allSatisfy(vocabulary.contains) }

  /// A note as it stands in a conversation: words of the language, as many as a note may have.
  ///
  /// Nothing of a hostile text remains but words that a policy could have said.
  package func note(_ text: String?) -> String {
    let words = split(text ?? "").filter(vocabulary.contains).prefix(noteLength)
    return words.isEmpty ? Self.nothing : words.joined(separator: " ")
  }

  /// That a symbol is of a kind, in the first phrasing.
  package func fact(_ symbol: String, is kind: String) -> String {
    sentence(symbol, kind, isGuess: false)
  }

  /// That a symbol is, or may be, of a kind, in the first phrasing.
  package func sentence(_ symbol: String, _ kind: String, isGuess: Bool) -> String {
    let phrasings = (isGuess ? phrasebook.guesses : phrasebook.facts)[kind] ?? []
    return Phrasebook.filled(phrasings.first ?? "", symbol)
  }

  /// Whether a text is one or more whole sentences that notes are made of.
  package func isNote(_ text: String) -> Bool {
    let words = split(text)
    var rest = words[...]
    while !rest.isEmpty {
      guard let end = rest.firstIndex(where: { $0.hasSuffix(".") }) else { return false }
      guard isSentence(Array(rest[...end])) else { return false }
      rest = rest[(end + 1)...]
    }
    return !words.isEmpty
  }

  private func isSentence(_ words: [String]) -> Bool {
    isWay(words)
      || (sentences[words.count] ?? []).contains { phrasing in
        zip(phrasing, words).allSatisfy { matches($0, $1) }
      }
  }

  private func matches(_ pattern: Substring, _ word: String) -> Bool {
    if pattern == "%" { return names.contains(word) }
    guard let slot = pattern.firstIndex(where: { $0 == "#" || $0 == "$" }) else {
      return pattern == word
    }
    let (before, after) = (pattern[..<slot], pattern[pattern.index(after: slot)...])
    guard word.hasPrefix(before), word.hasSuffix(after) else { return false }
    return symbols.contains(String(word.dropFirst(before.count).dropLast(after.count)))
  }

  /// Whether words are a way, such as `Then c4 up, c3 left`, with its period.
  private func isWay(_ words: [String]) -> Bool {
    ways.contains { opening in
      guard words.count >= opening.count + 2, zip(opening, words).allSatisfy({ $0 == $1 }) else {
        return false
      }
      let steps = Array(words.dropFirst(opening.count))
      return steps.count.isMultiple(of: 2)
        && stride(from: 0, to: steps.count, by: 2).allSatisfy { place in
          let mark = place + 2 == steps.count ? "." : ","
          return squares.contains(steps[place]) && steps[place + 1].hasSuffix(mark)
            && moves.contains(String(steps[place + 1].dropLast()))
        }
    }
  }
}
