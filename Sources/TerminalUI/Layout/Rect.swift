/// A rectangle of terminal cells; row and column 0 are at the top left of the screen.
///
/// Width and height are never negative, so that arithmetic on a screen of 1 × 1 is safe.
package struct Rect: Hashable, Sendable {
  package let column: Int
  package let row: Int
  package let width: Int
  package let height: Int

  package static let empty = Rect(column: 0, row: 0, width: 0, height: 0)

  package init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The first column to the right of the rectangle.
  package var endColumn: Int { column + width }

  /// The first row below the rectangle.
  package var endRow: Int { row + height }

  package var isEmpty: Bool { width == 0 || height == 0 }

  package func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < endColumn && row >= self.row && row < endRow
  }

  /// The rectangle without a margin; opposite margins that meet leave an empty rectangle.
  package func inset(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Rect {
    Rect(
      column: min(column + left, endColumn), row: min(row + top, endRow),
      width: width - left - right, height: height - top - bottom)
  }

  package func inset(by margin: Int) -> Rect {
    inset(top: margin, left: margin, bottom: margin, right: margin)
  }

  /// The part that both rectangles cover, or an empty one.
  package func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top, width: min(endColumn, other.endColumn) - left,
      height: min(endRow, other.endRow) - top)
  }

  /// A rectangle of at most this size in the middle of this one, for dialogs.
  package func centred(width: Int, height: Int) -> Rect {
    let inner = (width: min(max(0, width), self.width), height: min(max(0, height), self.height))
    return Rect(
      column: column + (self.width - inner.width) / 2,
      row: row + (self.height - inner.height) / 2,
      width: inner.width, height: inner.height)
  }

  /// One line of the rectangle, counted from its top; empty when there is no such line.
  package func line(_ index: Int) -> Rect {
    guard index >= 0, index < height else {
      return Rect(column: column, row: row, width: 0, height: 0)
    }
    return Rect(column: column, row: row + index, width: width, height: 1)
  }
}
