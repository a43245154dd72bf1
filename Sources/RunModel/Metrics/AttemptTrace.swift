import Basics
import RLCore

/// What an attempt did and how it ended, without its words.
package struct AttemptTrace: Sendable, Equatable {
  /// Longer attempts are compared by their beginnings.
  private static let compared = 256

  /// Turns of every kind.
  package private(set) var turns = 0
  /// A digest of each move.
  private var moves: [UInt64] = []
  private var ending = Ending()
  /// Whether any turn was more than words that nobody read as a move, so that there is something to
  /// compare.
  package private(set) var hasMoves = false

  /// How it ended and where: the same hole, the same wrong answer.
  private struct Ending: Sendable, Equatable {
    var outcome: TurnOutcome?
    var position: Int?
    /// A digest of the last action, where there are no positions.
    var action: UInt64?
  }

  package init() {}

  package init(_ turns: [Turn]) {
    for turn in turns {
      add(turn.outcome, action: turn.action.map(Self.move), at: turn.position)
    }
  }

  /// A digest of an action's words.
  package static func move(_ action: String) -> UInt64 { FNV1a.hash(action.utf8) }

  /// What stands for a move that named no action.
  private static let none = move("?")

  /// Adds the next turn.
  package mutating func add(_ outcome: TurnOutcome, action: UInt64?, at position: Int?) {
    turns += 1
    hasMoves = hasMoves || action != nil || outcome == .invalid || outcome == .planned
    ending = Ending(
      outcome: outcome, position: position, action: position == nil ? action : nil)
    guard outcome != .planned, moves.count < Self.compared else { return }
    moves.append(outcome == .invalid ? Self.none : action ?? Self.none)
  }

  /// What a second attempt did differently.
  package func change(to second: AttemptTrace) -> AttemptChange {
    let longest = max(moves.count, second.moves.count)
    let same = zip(moves, second.moves).prefix { $0 == $1 }.count
    return AttemptChange(
      distance: longest > 0 ? Double(edits(to: second)) / Double(longest) : 0,
      divergence: moves == second.moves ? nil : same + 1, endsAlike: ending == second.ending)
  }

  /// Moves to put in, take out or exchange (Levenshtein, 1966).
  private func edits(to second: AttemptTrace) -> Int {
    var row = Array(0...second.moves.count)
    for (place, move) in moves.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for (column, other) in second.moves.enumerated() {
        let edits = min(diagonal + (move == other ? 0 : 1), row[column] + 1, row[column + 1] + 1)
        diagonal = row[column + 1]
        row[column + 1] = edits
      }
    }
    return row[second.moves.count]
  }
}

/// How a second attempt differs from the first.
package struct AttemptChange: Sendable, Equatable {
  /// Edits between the moves over the longer attempt's moves: 0 for the same, 1 for all others.
  package var distance: Double
  /// The first move that is another one, counted from 1; `nil` if none is.
  package var divergence: Int?
  /// Whether both ended in the same way at the same place, or with the same answer.
  package var endsAlike: Bool

  package init(distance: Double, divergence: Int?, endsAlike: Bool) {
    self.distance = distance
    self.divergence = divergence
    self.endsAlike = endsAlike
  }
}
