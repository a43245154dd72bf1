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
  package static let sides = 2...GridSquare.largestSide

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
      throw .startCount(starts.count)
    }
    guard let goal = goals.first, goals.count == 1 else {
      throw .goalCount(goals.count)
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

  package var rows: [String] {
    rows(of: tiles).map { String($0.map(\.rawValue)) }
  }
}

/// Why rows are no map; rows and columns count from 1.
package enum LakeMapError: Error, Equatable, CustomStringConvertible {
  case rows(GridRowsError)
  case startCount(Int)
  case goalCount(Int)
  case unsolvable

  package var description: String {
    switch self {
    case .rows(let error):
      error.words(board: "map", sides: LakeMap.sides, tiles: "'S', 'F', 'H' or 'G'")
    case .startCount(let count):
      "The map has \(Self.count(count)) starts. Put exactly one 'S' on it."
    case .goalCount(let count):
      "The map has \(Self.count(count)) goals. Put exactly one 'G' on it."
    case .unsolvable:
      "No path leads from the start to the goal. Turn a hole 'H' into frozen ground 'F'."
    }
  }

  private static func count(_ count: Int) -> String { count == 0 ? "no" : "\(count)" }
}
