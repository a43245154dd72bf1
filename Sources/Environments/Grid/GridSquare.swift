import RLCore

/// Names of squares: a column letter and a row number, so `a1` is top left and `c2` is in the
/// third column of the second row.
package enum GridSquare {
  /// The largest side of a board whose squares all have names among the words of lakes.
  package static let largestSide = 9

  /// Every name from `a1` to `i9`, row by row.
  package static let names: [String] = (1...largestSide).flatMap { row in
    "abcdefghi".map { column in "\(column)\(row)" }
  }

  /// A column letter and a row number from 1, so `c2` is in the third column of the second row.
  package static func name(column: Int, row: Int) -> String {
    "\(ColumnName.of(column))\(row + 1)"
  }
}
