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

  private static let roles = SokobanKind.allCases.map(\.rawValue) + [GridLanguage.unknownRole]

  /// Rooms up to this side have all their squares among the words.
  package static let largestSide = 10

  /// Every word there is, in the order in which the base models have them.
  package static let words: [String] =
    SokobanCode.letters + SokobanCode.letters.map { $0.lowercased() } + roles
    + [GridDirection.up, .right, .down, .left].map(\.word) + Result.allCases.map(\.rawValue)
    + [GridLanguage.none] + (0...9).map(String.init) + squares + Keyword.allCases.map(\.rawValue)

  private static let squares = (0..<largestSide).flatMap { row in
    (0..<largestSide).map { GridSquare.name(column: $0, row: row) }
  }

  /// A count as digits with spaces between them: `1 2` for twelve.
  package static func number(_ count: Int) -> String {
    String(count).map(String.init).joined(separator: " ")
  }

  static let grid = GridLanguage(
    letters: SokobanCode.letters, roles: roles, things: [GridLanguage.none],
    results: Result.allCases.map(\.rawValue), words: words)
}
