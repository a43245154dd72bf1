/// Rooms as text: which lines of a collection are rows, and what their signs mean.
///
///     #  wall    (space) - _  floor    $ b  box       * B  box on a goal
///     .  goal    o            goal     @ p  player    + P  player on a goal
///
/// A row may be packed, as collections do for mail: `7#|#@-$-.#|7#`.
enum RoomText {
  /// Whether a file holds rooms as text rather than JSON.
  static func isText(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first(where: { !JSONExtents.isSpace($0) }) else { return false }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): return false
    case UInt8(ascii: ";"), UInt8(ascii: "#"): return true
    case UInt8(ascii: "<"): return LevelMarkup.isMarkup(bytes)
    default: return !LevelText(bytes, isRow: isRow).levels.isEmpty
    }
  }

  static func levels(_ bytes: [UInt8]) -> [LevelText.Level] {
    LevelMarkup.isMarkup(bytes)
      ? LevelMarkup(bytes).levels : LevelText(bytes, isRow: isRow).levels
  }

  /// A row ends in walls on both sides; inside of a room, one that only begins with a wall is
  /// meant as a row too, and its room is refused where it cannot be read.
  private static func isRow(_ line: String, _ isInside: Bool) -> Bool {
    let signs = line.filter { !" -_".contains($0) && !$0.isNumber }
    guard signs.contains("#") else {
      return isInside && !signs.isEmpty && signs.allSatisfy { tiles[$0] != nil }
    }
    guard let first = signs.first, first == "#" || isInside && tiles[first] != nil else {
      return false
    }
    return isInside || signs.last == "#" || signs.allSatisfy { tiles[$0] != nil }
  }

  /// Rows of the official signs, all equally long, with nothing but wall outside of the room.
  static func rows(of lines: [String]) -> [String] {
    let rows = lines.flatMap(unpacked).map { row in String(row.map { tiles[$0] ?? $0 }) }
    let width = rows.map(\.count).max() ?? 0
    // What is no room keeps its rows, so that what is wrong with it is told of them.
    guard rows.allSatisfy({ $0.allSatisfy { SokobanRoom.Tile(rawValue: $0) != nil } }) else {
      return rows
    }
    var squares: [[Character]] = rows.map { row in
      Array(row) + [Character](repeating: " ", count: width - row.count)
    }
    closeOutside(of: &squares)
    return squares.map { String($0) }
  }

  private static let tiles: [Character: Character] = [
    "#": "#", " ": " ", "-": " ", "_": " ", ".": ".", "o": ".", "$": "$", "b": "$", "*": "*",
    "B": "*", "@": "@", "p": "@", "+": "+", "P": "+",
  ]

  /// `3#-.` is `###-.`, and `|` ends a row.
  private static func unpacked(_ line: String) -> [String] {
    guard line.contains(where: { $0 == "|" || $0.isNumber }) else { return [line] }
    var rows = [""]
    var count = 0
    for sign in line {
      if let digit = sign.wholeNumberValue, sign.isASCII {
        count = min(count * 10 + digit, SokobanRoom.sides.upperBound + 1)
      } else if sign == "|" {
        rows.append("")
        count = 0
      } else {
        rows[rows.count - 1] += String(repeating: sign, count: max(count, 1))
        count = 0
      }
    }
    return rows
  }

  /// Turns floor that can be walked to from beyond the edge into wall, unless the player, a box or
  /// a goal is there: then the room is open, and the edge closes it.
  private static func closeOutside(of rows: inout [[Character]]) {
    let (height, width) = (rows.count, rows.first?.count ?? 0)
    var isOutside = [Bool](repeating: false, count: height * width)
    var queue: [Int] = (0..<(height * width)).filter { square in
      let (row, column) = (square / width, square % width)
      return row == 0 || column == 0 || row == height - 1 || column == width - 1
    }
    while let square = queue.popLast() {
      let (row, column) = (square / width, square % width)
      guard rows[row][column] != "#", !isOutside[square] else { continue }
      isOutside[square] = true
      if row > 0 { queue.append(square - width) }
      if row < height - 1 { queue.append(square + width) }
      if column > 0 { queue.append(square - 1) }
      if column < width - 1 { queue.append(square + 1) }
    }
    let outside = isOutside.indices.filter { isOutside[$0] }
    guard outside.allSatisfy({ rows[$0 / width][$0 % width] == " " }) else { return }
    for square in outside { rows[square / width][square % width] = "#" }
  }
}
