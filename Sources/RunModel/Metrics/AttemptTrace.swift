import RLCore

/// What an attempt did and how it ended, without its words.
package struct AttemptTrace: Sendable, Equatable {
  /// Longer attempts are compared by their beginnings.
  private static let compared = 256

  private let moves: [String]
  /// How it ended and where: the same hole, the same wrong answer.
  private let ending: String

  package init(_ turns: [Turn]) {
    let played = turns.filter { $0.outcome != .planned }
    moves = played.prefix(Self.compared).map { turn in
      turn.outcome == .invalid ? "?" : turn.action ?? "?"
    }
    let last = turns.last
    let place = last?.position.map(String.init) ?? last?.action ?? ""
    ending = "\(last?.outcome.rawValue ?? "") \(place)"
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
