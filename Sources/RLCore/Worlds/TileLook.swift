/// What a symbol of a board is to whoever moves on it.
///
/// Pictures know these and nothing else of a world: its things, such as lava or a crate, take the
/// role that they play.
package enum TileRole: String, Sendable, CaseIterable {
  /// Who moves.
  case agent
  /// Where something is to be brought, or to go.
  case goal
  /// What ends an attempt badly.
  case danger
  /// What can be moved.
  case movable
  /// What closes the way.
  case wall
  /// What can be stood on and is nothing else.
  case floor
  /// Anything else, such as a word of a world without a board.
  case other
}

/// How a symbol is shown to people who may know what it means.
package struct TileLook: Sendable, Equatable {
  /// What it is coloured as.
  package var role: TileRole
  /// What stands for it in a picture of plain characters; the symbol itself where `nil`.
  package var sign: Character?

  package init(_ role: TileRole, sign: Character? = nil) {
    self.role = role
    self.sign = sign
  }
}
