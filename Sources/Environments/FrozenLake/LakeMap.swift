/// The ground of a frozen lake, as the world knows it.
///
///     S F F F   S  start    F  frozen, safe
///     F H F H   H  hole     G  goal
///     F F F H
///     H F F G
///
/// A square is named by `row × width + column` throughout.
package struct LakeMap: Sendable, Equatable {
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
    let tiles = try Self.readTiles(rows)
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
    (0..<height).map { row in
      String(tiles[(row * width)..<((row + 1) * width)].map(\.rawValue))
    }
  }

  /// The square that lies in a direction, or `nil` beyond the edge.
  package func neighbour(of square: Int, towards direction: GridDirection) -> Int? {
    switch direction {
    case .left: square % width > 0 ? square - 1 : nil
    case .right: square % width < width - 1 ? square + 1 : nil
    case .up: square >= width ? square - width : nil
    case .down: square < width * (height - 1) ? square + width : nil
    }
  }

  private static func readTiles(_ rows: [String]) throws(LakeMapError) -> [Tile] {
    let width = rows.first?.count ?? 0
    guard sides.contains(rows.count), sides.contains(width) else {
      throw .size(width: width, height: rows.count)
    }
    var tiles: [Tile] = []
    for (row, text) in rows.enumerated() {
      guard text.count == width else {
        throw .raggedRow(row: row + 1, width: text.count, expected: width)
      }
      for (column, character) in text.enumerated() {
        guard let tile = Tile(rawValue: character) else {
          throw .unknownTile(character, row: row + 1, column: column + 1)
        }
        tiles.append(tile)
      }
    }
    return tiles
  }
}

/// Why rows are no map; rows and columns count from 1.
package enum LakeMapError: Error, Equatable, CustomStringConvertible {
  case size(width: Int, height: Int)
  case raggedRow(row: Int, width: Int, expected: Int)
  case unknownTile(Character, row: Int, column: Int)
  case startCount(Int)
  case goalCount(Int)
  case unsolvable

  package var description: String {
    switch self {
    case .size(let width, let height):
      "The map is \(width) wide and \(height) high. Make each side \(LakeMap.sides.lowerBound) to "
        + "\(LakeMap.sides.upperBound)."
    case .raggedRow(let row, let width, let expected):
      "Row \(row) of the map has \(width) tiles, but row 1 has \(expected). "
        + "Make all rows equally long."
    case .unknownTile(let tile, let row, let column):
      "Unknown tile '\(tile)' in row \(row), column \(column). Use 'S', 'F', 'H' or 'G'."
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
