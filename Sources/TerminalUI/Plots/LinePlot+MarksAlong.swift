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
    _ raster: DotRaster, _ geometry: PlotGeometry, before ends: [EndSign],
    on canvas: inout Canvas
  ) {
    let field = geometry.field
    for (place, series) in series.enumerated() where self.series.count > 1 {
      let first = place * Self.distance / self.series.count
      for column in columns(of: series, from: first, geometry) {
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

extension LinePlot {
  /// The columns for the signs of a curve.
  ///
  /// Of a curve with few points those of points, for a sign between two would be taken for one.
  private func columns(
    of series: PlotSeries, from first: Int, _ geometry: PlotGeometry
  ) -> [Int] {
    let field = geometry.field
    let measured = series.curve.filter(isPlottable).compactMap { geometry.column(of: $0.x) }
    guard measured.count < field.width / 2 else {
      return Array(stride(from: first, to: field.width, by: Self.distance))
    }
    return measured.map { $0 - field.column }.reduce(into: []) { chosen, column in
      let least = chosen.last.map { $0 + Self.distance } ?? first
      if column >= least { chosen.append(column) }
    }
  }
}

extension LinePlot.EndSign {
  fileprivate func isNear(column: Int, row: Int, _ gap: Int) -> Bool {
    (self.row - row).magnitude <= 1 && (self.column - column).magnitude <= gap
  }
}
