/// A cell that differs from what the screen shows.
package struct CellChange: Hashable, Sendable {
  package let column: Int
  package let row: Int
  package let cell: Cell
}

extension Canvas {
  /// The cells that differ from an earlier picture, in reading order.
  ///
  /// All of them when the size changed. The covered half of a wide character is left out, since
  /// the wide one draws it.
  package func changedCells(from earlier: Canvas) -> [CellChange] {
    guard earlier.width == width, earlier.height == height else { return allCells }
    return changes { cells[$0] != earlier.cells[$0] }
  }

  /// Every cell, as a change from an unknown screen.
  package var allCells: [CellChange] { changes { _ in true } }

  private func changes(where hasChanged: (Int) -> Bool) -> [CellChange] {
    var changes = [CellChange]()
    for index in cells.indices where !cells[index].isCovered {
      let isWide = cells[index].width == 2
      guard hasChanged(index) || (isWide && hasChanged(index + 1)) else { continue }
      changes.append(
        CellChange(column: index % width, row: index / width, cell: cells[index]))
    }
    return changes
  }
}
