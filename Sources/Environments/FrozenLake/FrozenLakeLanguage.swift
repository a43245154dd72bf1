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
  private static let roles = TileKind.allCases.map(\.rawValue) + [GridLanguage.unknownRole]
  /// The order in which a view names its neighbours.
  package static let viewOrder: [GridDirection] = [.up, .right, .down, .left]

  /// Every word there is, in the order in which the base model has them.
  package static let words: [String] =
    LetterCode.letters + roles
    + viewOrder.map(\.word) + Result.allCases.map(\.rawValue) + [edge, GridLanguage.none]
    + GridSquare.names + Keyword.allCases.map(\.rawValue)

  static let grid = GridLanguage(
    letters: LetterCode.letters, roles: roles, things: [edge, GridLanguage.none],
    results: Result.allCases.map(\.rawValue), words: words)
}
