/// What notes can say in a world's closed English, each thing in several phrasings.
///
/// A phrasing is a sentence whose words stand between single spaces; "#" in it is a symbol, "$" a
/// second one, and "%" a name. The marks of a sentence belong to the word before them, so that `hole.` is one word
/// and a note reads as people write.
package struct Phrasebook: Sendable {
  /// What somebody knows that a symbol is, by kind; the first of each begins with "#".
  package var facts: [String: [String]]
  /// What somebody only guesses, by kind.
  package var guesses: [String: [String]]
  /// What to do about a symbol of a kind.
  package var orders: [String: [String]]
  /// How an attempt ended, by result, with the symbol that decided it.
  package var endings: [String: [String]]
  /// What a symbol is that nobody knows.
  package var unknown: [String]
  /// Advice that says nothing of any symbol.
  package var vague: [String]
  /// What begins a way, `Then c4 up, c3 left.`; none where there are no moves.
  package var ways: [String]

  package init(
    facts: [String: [String]], guesses: [String: [String]], orders: [String: [String]] = [:],
    endings: [String: [String]] = [:], unknown: [String], vague: [String], ways: [String] = []
  ) {
    self.facts = facts
    self.guesses = guesses
    self.orders = orders
    self.endings = endings
    self.unknown = unknown
    self.vague = vague
    self.ways = ways
  }

  /// Every phrasing but those of ways, in an order that never changes.
  package var phrasings: [String] {
    [facts, guesses, orders, endings].flatMap { table in
      table.keys.sorted().flatMap { table[$0] ?? [] }
    } + unknown + vague
  }

  /// A phrasing with its symbols.
  package static func filled(
    _ phrasing: String, _ symbol: String, _ other: String = "", name: String = ""
  ) -> String {
    var text = ""
    for scalar in phrasing.unicodeScalars {
      switch scalar {
      case "#": text += symbol
      case "$": text += other
      case "%": text += name
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
