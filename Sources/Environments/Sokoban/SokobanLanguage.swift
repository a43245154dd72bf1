/// The language that attempts are held in: every word is one token, single spaces between them.
///
///     The room is 6 by 6. There is A b2 and B c3 and C e4 among D inside E.
///     Advice: none. Plan:                                        ⟨B c3 to C e4⟩
///     A at b2 and 8 turns. Move:                                 ⟨down⟩
///     You stepped on D. A at b3 and 7 turns. Move:               ⟨right⟩
///     You pushed B. Now d3 shows B. A at c3 and 6 turns. Move:   ⟨up⟩
///     You stepped on D. Time is up. Memory: none. Reflection: ⟨Time was up. B moves. …⟩
///
/// What the policy writes stands in ⟨⟩. The scene names the room's width and height, every letter
/// with its squares, the letter of most squares inside, and that of the rim. What the room shows
/// stands before the advice, so that attempts with different advice begin alike.
package enum SokobanLanguage {
  /// How an attempt ended, as causes are named.
  package enum Result: String, CaseIterable {
    case won
    /// The moves are used up and a box can reach no goal.
    case stuck
    case timeout
  }

  /// Rooms up to this side have all their squares among the words.
  package static let largestSide = 10
  /// Words of a plan: a box and where it should go.
  static let planLength = 5
  /// The plan of whoever has no aim, and that of whoever goes a way that they were told.
  package static let wandering = "nothing yet just look around"
  package static let following = "the way of the advice"

  private static let squares = (0..<largestSide).flatMap { row in
    (0..<largestSide).map { GridSquare.name(column: $0, row: row) }
  }

  package static let language = ClosedLanguage(
    symbols: SokobanCode.letters + SokobanCode.letters.map { $0.lowercased() },
    squares: squares, moves: [GridDirection.up, .right, .down, .left].map(\.word),
    told: [
      "The room is", "by", "There is #", "and #", "at", "among # inside #.", "Advice:", "Plan:",
      "to", wandering, following, "and", "turn.", "turns.", "Move:", "You stepped on #.",
      "You pushed #.",
      "Now", "shows #.", "# stopped you.", "You met the edge.", "You did nothing.", "You won.",
      "It is stuck.", "Time is up.", "Memory:", "Reflection:", "Try again.",
    ] + (0...9).flatMap { ["\($0)", "\($0)."] },
    phrasebook: phrasebook, noteLength: 72)

  /// What notes about rooms can say.
  static let phrasebook = Phrasebook(
    facts: [
      SokobanKind.player.rawValue: ["I am #.", "# is me."],
      SokobanKind.box.rawValue: ["# moves.", "# is a box.", "I can push #."],
      SokobanKind.goal.rawValue: ["# wins.", "# is the goal.", "The goal is #."],
      SokobanKind.floor.rawValue: ["# holds.", "# is floor.", "I can walk on #."],
      SokobanKind.wall.rawValue: ["# blocks.", "# is a wall."],
    ],
    guesses: [
      SokobanKind.player.rawValue: ["Maybe # is me."],
      SokobanKind.box.rawValue: ["Maybe # moves.", "# may be a box.", "I think # moves."],
      SokobanKind.goal.rawValue: [
        "Maybe # wins.", "# may be the goal.", "I think # wins.",
      ],
      SokobanKind.floor.rawValue: ["Maybe # holds.", "# may be floor."],
      SokobanKind.wall.rawValue: ["Maybe # blocks.", "# may be a wall."],
    ],
    orders: [
      SokobanKind.box.rawValue: ["Push # to $.", "Bring # to $."]
    ],
    endings: [
      Result.won.rawValue: ["I pushed # to the goal and won.", "# reached its goal."],
      Result.stuck.rawValue: ["I pushed # and it got stuck.", "# got stuck."],
      Result.timeout.rawValue: ["I ran out of moves.", "Time was up."],
    ],
    unknown: ["I do not know #.", "# is unclear."],
    vague: [
      "Be careful.", "Think before you push.", "Try another way.", "Keep away from corners.",
    ],
    ways: ["Then", "The way is"])

  /// How many moves are left, such as `8 turns`, with its period.
  package static func turns(_ count: Int) -> String {
    "\(number(count)) \(count == 1 ? "turn." : "turns.")"
  }

  /// A count as digits with spaces between them: `1 2` for twelve.
  package static func number(_ count: Int) -> String {
    String(count).map(String.init).joined(separator: " ")
  }
}
