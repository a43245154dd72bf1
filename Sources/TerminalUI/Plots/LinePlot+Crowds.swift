extension LinePlot {
  /// Shades where most points of each column lie, and sets a dot for its highest and lowest one.
  func drawCrowd(of series: PlotSeries, _ geometry: PlotGeometry, on raster: inout DotRaster) {
    for (x, column) in density(of: series.points, geometry, raster).columns.enumerated() {
      guard let column else { continue }
      for y in column.bulk where isShaded(x, y, raster.glyphs) {
        raster.set(x, y, layer: .band, style: series.style.dim, plain: ":")
      }
      for y in [column.top, column.bottom] {
        raster.set(x, y, layer: .raw, style: series.style.dim, plain: ".")
      }
    }
  }

  /// Joins the middles of the columns: what is read of a curve, smoothed or not, that has far
  /// more points than the screen has columns.
  func drawMiddle(
    of curve: [PlotPoint], _ series: PlotSeries, _ geometry: PlotGeometry,
    on raster: inout DotRaster
  ) {
    var previous: (x: Double, y: Double)?
    for (x, column) in density(of: curve, geometry, raster).columns.enumerated() {
      // Where a crowded curve has an empty column, something is missing.
      guard let column else {
        previous = nil
        continue
      }
      let place = (x: Double(x), y: Double(column.median))
      raster.line(
        from: previous ?? place, to: place, layer: .curve, style: series.style,
        plain: series.marker)
      previous = place
    }
  }

  private func density(
    of points: [PlotPoint], _ geometry: PlotGeometry, _ raster: DotRaster
  ) -> ColumnDensity {
    let (width, height) = (raster.width, raster.height)
    return ColumnDensity(points, width: width, height: height) {
      let (across, down) = (geometry.across($0.x), geometry.down($0.y))
      guard across >= 0, across <= 1, down >= 0, down <= 1 else { return nil }
      return (
        min(width - 1, Int(across * Double(width))), min(height - 1, Int(down * Double(height)))
      )
    }
  }

  // MARK: - What has no place

  /// The points of the part on the screen that lie above and below it.
  func cutOff(_ geometry: PlotGeometry) -> (above: Int, below: Int) {
    var (above, below) = (0, 0)
    forEachCutOff(geometry) { _, isAbove in
      if isAbove { above += 1 } else { below += 1 }
    }
    return (above, below)
  }

  /// Marks on the edge over which points lie; none where nearly every column would have one.
  func drawCutOff(_ geometry: PlotGeometry, on canvas: inout Canvas) {
    var marks = [Int: (above: Style?, below: Style?)]()
    forEachCutOff(geometry) { point, isAbove, style in
      guard let column = geometry.column(of: point.x) else { return }
      if isAbove {
        marks[column, default: (nil, nil)].above = style
      } else {
        marks[column, default: (nil, nil)].below = style
      }
    }
    let field = geometry.field
    guard marks.count * 2 <= field.width, field.height > 1 else { return }
    for (column, mark) in marks {
      let place = column - field.column
      if let style = mark.above { canvas.write("⇞", row: 0, column: place, in: field, as: style) }
      if let style = mark.below {
        canvas.write("⇟", row: field.height - 1, column: place, in: field, as: style)
      }
    }
  }

  private func forEachCutOff(_ geometry: PlotGeometry, _ body: (PlotPoint, Bool) -> Void) {
    forEachCutOff(geometry) { point, isAbove, _ in body(point, isAbove) }
  }

  private func forEachCutOff(
    _ geometry: PlotGeometry, _ body: (PlotPoint, Bool, Style) -> Void
  ) {
    let (low, high) = (geometry.yRange.lowerBound, geometry.yRange.upperBound)
    for series in series {
      for point in series.points
      where (point.y > high || point.y < low) && geometry.xRange.contains(point.x)
        && isPlottable(point)
      {
        body(point, point.y > high, series.style)
      }
    }
  }

  /// The columns of points that are no number, or have no place on the scale.
  func unplottableColumns(_ geometry: PlotGeometry) -> Set<Int> {
    var columns = Set<Int>()
    for series in series {
      for point in series.points where !isPlottable(point) && point.x.isFinite {
        if let column = geometry.column(of: point.x) { columns.insert(column) }
      }
    }
    return columns
  }
}
