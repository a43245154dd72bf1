/// Lines to compare with, and their names where no curve runs.
extension LinePlot {
  func drawReferences(_ geometry: PlotGeometry, on canvas: inout Canvas) {
    let field = geometry.field
    for reference in references {
      guard let row = geometry.row(of: reference.value) else { continue }
      let line = field.line(row - field.row)
      canvas.fill(line, with: "┈", as: reference.style)
    }
  }

  /// On its line or next to it, as far to the right as nothing lies below the words; left out where
  /// they would cover what was measured.
  func drawReferenceLabels(_ geometry: PlotGeometry, on canvas: inout Canvas) {
    let field = geometry.field
    for reference in references where !reference.label.isEmpty && field.width >= 24 {
      guard let row = geometry.row(of: reference.value) else { continue }
      let text = " \(reference.label) "
      let width = TextWidth.columns(of: text)
      for row in [row, row - 1, row + 1] where row >= field.row && row < field.endRow {
        guard let column = Self.freeColumn(in: field, row: row, width: width, of: canvas) else {
          continue
        }
        canvas.write(
          text, row: row - field.row, column: column - field.column, in: field,
          as: reference.style)
        break
      }
    }
  }

  /// Where a row has so many cells without anything but a line to compare with.
  private static func freeColumn(
    in field: Rect, row: Int, width: Int, of canvas: Canvas
  ) -> Int? {
    var free = 0
    // The last two columns stay the line's, where curves end.
    for column in (field.column..<max(field.column, field.endColumn - 2)).reversed() {
      free = [" ", "┈", "-"].contains(canvas[column, row].text) ? free + 1 : 0
      if free == width { return column }
    }
    return nil
  }
}
