/// Each curve's own sign now and then along it, for a screen whose colours are too few to
/// tell them apart.
extension LinePlot {
  /// Columns from one sign of a curve to its next.
  private static let distance = 12

  /// Columns between a sign along the way and one at an end, which would look like one word.
  private static let gap = 4

  /// Sets the signs of several curves in columns of their own, so that where two run close each
  /// can be seen.
  func drawMarksAlong(
    _ raster: DotRaster, before ends: [EndSign], in field: Rect, on canvas: inout Canvas
  ) {
    for (place, series) in series.enumerated() where self.series.count > 1 {
      let first = place * Self.distance / self.series.count
      for column in stride(from: first, to: raster.columns, by: Self.distance) {
        // A steep curve has many cells in a column, of which one is enough.
        let row = (0..<raster.rows).first { row in
          raster.curve(column: column, row: row) == series.marker
        }
        guard let row, !ends.contains(where: { $0.isNear(column: column, row: row, Self.gap) })
        else { continue }
        canvas.write(
          String(series.marker), row: row, column: column, in: field, as: series.style.bold)
      }
    }
  }
}

extension LinePlot.EndSign {
  fileprivate func isNear(column: Int, row: Int, _ gap: Int) -> Bool {
    (self.row - row).magnitude <= 1 && (self.column - column).magnitude <= gap
  }
}
