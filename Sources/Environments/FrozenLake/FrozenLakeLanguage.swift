/// The language that attempts are held in: every word is one token, single spaces between them.
///
///     There is C a1 b3 and B a4 and A c2 among D. Advice: none. Plan:             ⟨B a4⟩
///     See C D D edge. Move from c2                                                ⟨left⟩
///     You stepped on D. See D D D E. Move from b2                                 ⟨down⟩
///     You stepped on E. You fell. Memory: none. Reflection:    ⟨I stepped on E and fell. E kills. …⟩
///
/// What the policy writes stands in ⟨⟩. A view names what lies up, right, down and left of the own
/// square. What the board shows stands before the advice, so that attempts with different advice
/// begin alike.
package enum FrozenLakeLanguage {
  /// How an attempt ended, as causes are named.
  package enum Result: String, CaseIterable {
    case won
    case fell
    case timeout
  }

  package static let edge = "edge"
  /// The order in which a view names its neighbours.
  package static let viewOrder: [GridDirection] = [.up, .right, .down, .left]
  /// Words of a plan: a letter and its square.
  static let planLength = 2
  /// The plan of whoever has no aim, and that of whoever goes a way that they were told.
  package static let wandering = "look around"
  package static let following = "that way"

  package static let language = ClosedLanguage(
    symbols: LetterCode.letters, squares: GridSquare.names, moves: viewOrder.map(\.word),
    told: [
      "There is #", "and #", "among #.", "Advice:", "Plan:", wandering, following,
      "See", edge, "edge.", "Move from", "You stepped on #.", "You met the edge.",
      "You did nothing.", "You fell.", "You won.", "Time is up.", "Memory:", "Reflection:",
      "Try again.",
    ],
    phrasebook: phrasebook, noteLength: 64)

  /// What notes about lakes can say.
  static let phrasebook = Phrasebook(
    facts: [
      TileKind.player.rawValue: ["I am #.", "# is me."],
      TileKind.goal.rawValue: ["# wins.", "# is the goal.", "The goal is #."],
      TileKind.hole.rawValue: ["# kills.", "# is a hole.", "# is deadly."],
      TileKind.safe.rawValue: ["# holds.", "# is safe.", "I can walk on #."],
    ],
    guesses: [
      TileKind.player.rawValue: ["Maybe # is me."],
      TileKind.goal.rawValue: [
        "Maybe # wins.", "# may be the goal.", "I think # wins.",
      ],
      TileKind.hole.rawValue: ["Maybe # kills.", "# may be a hole."],
      TileKind.safe.rawValue: ["Maybe # holds.", "# may be safe."],
    ],
    orders: [
      TileKind.goal.rawValue: ["Go to #.", "Head for #."],
      TileKind.hole.rawValue: ["Go around #.", "Avoid #.", "Never step on #."],
    ],
    endings: [
      Result.won.rawValue: ["I reached # and won.", "I stepped on # and won."],
      Result.fell.rawValue: [
        "I stepped on # and fell.", "I fell on #.", "# made me fall.",
      ],
      Result.timeout.rawValue: ["I ran out of moves.", "Time was up."],
    ],
    unknown: ["I do not know #.", "# is unclear."],
    vague: ["Be careful.", "Look before you step.", "Try another way.", "Think ahead."],
    ways: ["Then", "The way is"])
}
