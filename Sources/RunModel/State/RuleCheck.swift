import RLCore

/// What a text claims about the symbols of a board, held against the truth.
///
/// A reflection can win the retry with a wrong rulebook, so its success says nothing about its
/// truth. A claim is a symbol of the legend followed by a meaning of the legend: "C hole".
package struct RuleCheck: Sendable, Equatable {
  package var claims = 0
  package var right = 0

  package init(claims: Int = 0, right: Int = 0) {
    self.claims = claims
    self.right = right
  }

  /// What a text's judged claims come to.
  package init(_ judged: [Claim]) {
    for claim in judged where claim.kind == .rule && claim.verdict != .unsupported {
      claims += 1
      if claim.verdict == .right { right += 1 }
    }
  }

  package init(text: String, legend: [LegendEntry]) {
    var truth: [Substring: Set<String>] = [:]
    for entry in legend { truth[entry.symbol[...], default: []].insert(Self.key(entry.meaning)) }
    let meanings = truth.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    var previous: Substring?
    for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      // "C is a hole" claims as much as "C hole".
      if truth[word] == nil, Self.fillers.contains(word) { continue }
      if let symbol = previous, let trueMeanings = truth[symbol],
        meanings.contains(Self.key(word))
      {
        claims += 1
        if trueMeanings.contains(Self.key(word)) { right += 1 }
      }
      previous = word
    }
  }

  package static func + (left: Self, right: Self) -> Self {
    RuleCheck(claims: left.claims + right.claims, right: left.right + right.right)
  }

  /// The share of its claims that are true, or `nil` if it makes none.
  package var accuracy: Double? { claims > 0 ? Double(right) / Double(claims) : nil }

  private static let fillers: Set<Substring> = ["is", "a", "an", "the", "means"]

  /// Only the first word of a meaning counts: "safe ice" is claimed by "safe".
  private static func key(_ meaning: some StringProtocol) -> String {
    meaning.split(separator: " ").first.map { $0.lowercased() } ?? ""
  }
}
