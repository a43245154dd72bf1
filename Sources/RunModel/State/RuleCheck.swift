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
    self.init(LegendReading(text: text, legend: legend).places)
  }

  /// What the claims of a text come to that were read by a legend.
  init(_ places: [Meaning.Place]) {
    for place in places {
      claims += 1
      if place.part.verdict == .right { right += 1 }
    }
  }

  package static func + (left: Self, right: Self) -> Self {
    RuleCheck(claims: left.claims + right.claims, right: left.right + right.right)
  }

  /// The share of its claims that are true, or `nil` if it makes none.
  package var accuracy: Double? { claims > 0 ? Double(right) / Double(claims) : nil }
}
