/// The ground of a frozen lake, as the world knows it.
///
///     S F F F   S  start    F  frozen, safe
///     F H F H   H  hole     G  goal
///     F F F H
///     H F F G
package struct LakeMap: GridBoard, Equatable {
  package enum Tile: Character, Sendable {
    case start = "S"
    case frozen = "F"
    case hole = "H"
    case goal = "G"
  }

  /// Sides that a map may have.
  package static let sides = 2...100

  package let width: Int
  package let height: Int
  package let tiles: [Tile]
  package let start: Int
  package let goal: Int

  /// Reads a map from rows of `S`, `F`, `H` and `G`.
  ///
  /// - Throws: `LakeMapError` where the rows are no map, or no path leads to the goal.
  package init(rows: [String]) throws(LakeMapError) {
    let tiles: [Tile]
    do { tiles = try GridRows.tiles(of: rows, sides: Self.sides) } catch { throw .rows(error) }
    let starts = tiles.indices.filter { tiles[$0] == .start }
    let goals = tiles.indices.filter { tiles[$0] == .goal }
    guard let start = starts.first, starts.count == 1 else {
      throw .starts(starts.map { Self.name(of: $0, width: tiles.count / rows.count) })
    }
    guard let goal = goals.first, goals.count == 1 else {
      throw .goals(goals.map { Self.name(of: $0, width: tiles.count / rows.count) })
    }
    self.init(
      width: tiles.count / rows.count, height: rows.count, tiles: tiles, start: start, goal: goal)
    if shortestPath == nil { throw .unsolvable }
  }

  /// A map from tiles that are known to be right, such as a generator's.
  init(width: Int, height: Int, tiles: [Tile], start: Int, goal: Int) {
    self.width = width
    self.height = height
    self.tiles = tiles
    self.start = start
    self.goal = goal
  }

  private static func name(of square: Int, width: Int) -> String {
    GridSquare.name(column: square % width, row: square / width)
  }

  package var rows: [String] {
    rows(of: tiles).map { String($0.map(\.rawValue)) }
  }
}

/// Why rows are no map; rows and columns count from 1.
package enum LakeMapError: Error, Equatable, CustomStringConvertible {
  case rows(GridRowsError)
  /// The squares of more than one, or of none.
  case starts([String])
  case goals([String])
  case unsolvable

  package var description: String {
    switch self {
    case .rows(let error):
      error.words(board: "map", sides: LakeMap.sides, tiles: "'S', 'F', 'H' or 'G'")
    case .starts(let squares):
      "The map has \(Self.words(squares, "starts")). Put exactly one 'S' on it."
    case .goals(let squares):
      "The map has \(Self.words(squares, "goals")). Put exactly one 'G' on it."
    case .unsolvable:
      "No path leads from the start to the goal. Turn a hole 'H' into frozen ground 'F'."
    }
  }

  private static func words(_ squares: [String], _ things: String) -> String {
    guard !squares.isEmpty else { return "no \(things)" }
    let shown = squares.prefix(4).joined(separator: ", ") + (squares.count > 4 ? ", …" : "")
    return "\(squares.count) \(things) (\(shown))"
  }
}
