/// Reads boards from rows of characters, one a tile.
enum GridRows {
  /// The tiles that rows write.
  ///
  /// - Parameters:
  ///   - rows: as people write them.
  ///   - sides: how wide and how high a board may be.
  /// - Returns: a tile a character, row by row.
  /// - Throws: `GridRowsError` where the rows are no board.
  static func tiles<Tile: RawRepresentable<Character>>(
    of rows: [String], sides: ClosedRange<Int>
  ) throws(GridRowsError) -> [Tile] {
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

/// Why rows are no board; rows and columns count from 1.
package enum GridRowsError: Error, Equatable {
  case size(width: Int, height: Int)
  case raggedRow(row: Int, width: Int, expected: Int)
  case unknownTile(Character, row: Int, column: Int)

  /// What is wrong and what to do about it.
  ///
  /// - Parameters:
  ///   - board: what a board is called, such as "map".
  ///   - sides: how wide and how high it may be.
  ///   - tiles: the characters that it may have, in words.
  /// - Returns: one or two sentences.
  func words(board: String, sides: ClosedRange<Int>, tiles: String) -> String {
    switch self {
    case .size(let width, let height):
      "The \(board) is \(width) wide and \(height) high. Make each side \(sides.lowerBound) to "
        + "\(sides.upperBound)."
    case .raggedRow(let row, let width, let expected):
      "Row \(row) of the \(board) has \(width) tiles, but row 1 has \(expected). "
        + "Make all rows equally long."
    case .unknownTile(let tile, let row, let column):
      "Unknown tile '\(tile)' in row \(row), column \(column). Use \(tiles)."
    }
  }
}
