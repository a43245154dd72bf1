import RLCore

/// The moves that a reflection gives for its very task.
package struct Route: Sendable, Equatable {
  package let moves: [String]

  /// The moves that stand in a text, in their order: "c4 up, c3 up, then left" is three.
  package init(text: String) {
    moves = text.split { !$0.isLetter && !$0.isNumber }
      .compactMap { Self.directions[$0.lowercased()] }
  }

  /// The route of a reflection, or the longest where it gives several; `nil` without one.
  ///
  /// A route that solves the task goes before those that do not.
  package init?(_ reflection: ReflectionRecord) {
    func longest(_ leak: Claim.Leak) -> Route? {
      let routes = (reflection.claims ?? []).filter { $0.leak == leak }
        .map { Route(text: $0.words(in: reflection.text)) }.filter { !$0.moves.isEmpty }
      let length = routes.map(\.moves.count).max()
      return routes.first { $0.moves.count == length }
    }
    guard let route = longest(.path) ?? longest(.moves) else { return nil }
    self = route
  }

  /// How many of its moves an attempt made, from its beginning up to the first other one.
  ///
  /// `turns` are those that the world saw; one that could not be read is another.
  package func followed(by turns: some Sequence<Turn>) -> Int {
    zip(moves, turns).prefix(while: { move, turn in
      turn.outcome != .invalid && turn.action?.lowercased() == move
    }).count
  }

  private static let directions = ["left": "left", "right": "right", "up": "up", "down": "down"]
}
