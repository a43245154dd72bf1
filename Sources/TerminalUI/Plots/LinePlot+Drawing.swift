extension LinePlot {
  /// Draws the plot; what there is no room for is left out: first labels, then axes, then legend.
  package func draw(in area: Rect, on canvas: inout Canvas) {
    let curves = series.map(\.curve)
    guard !area.isEmpty else { return }
    guard let geometry = geometry(in: area, curves: curves) else {
      let count = unplottableCount
      let text = count > 0 ? "\(count) points, none of them can be drawn" : emptyText
      canvas.write(text, row: area.height / 2, in: area, as: .muted, aligned: .centre)
      return
    }
    drawAxes(geometry, on: &canvas)
    drawReferences(geometry, on: &canvas)
    drawCurves(curves, geometry, on: &canvas)
    drawReferenceLabels(geometry, on: &canvas)
    drawCursor(geometry, on: &canvas)
    drawHead(geometry, in: area, on: &canvas)
  }

  private func drawCurves(
    _ curves: [[PlotPoint]], _ geometry: PlotGeometry, on canvas: inout Canvas
  ) {
    let field = geometry.field
    var raster = DotRaster(columns: field.width, rows: field.height, glyphs: canvas.glyphs)
    drawBands(geometry, on: &raster)
    for index in drawingOrder { draw(series[index], curves[index], geometry, on: &raster) }
    for row in 0..<raster.rows {
      for column in 0..<raster.columns {
        guard let (character, style) = raster.glyph(column: column, row: row) else { continue }
        canvas.write(
          String(character), row: row, column: column, in: field, as: style, overflow: .clip)
      }
    }
    let ends = endSigns(curves, geometry)
    if isMarked { drawMarksAlong(raster, geometry, before: ends, on: &canvas) }
    draw(ends, in: field, on: &canvas)
    drawCutOff(geometry, on: &canvas)
  }

  private func draw(
    _ series: PlotSeries, _ curve: [PlotPoint], _ geometry: PlotGeometry,
    on raster: inout DotRaster
  ) {
    let shown = series.points.count { geometry.xRange.contains($0.x) }
    let isCrowded = ColumnDensity.isCrowded(shown, columns: raster.width)
    if isCrowded {
      drawCrowd(of: series, geometry, on: &raster)
    } else if series.isSmoothed {
      // Points of their own, not joined: a jagged line would bury the smooth one.
      draw(
        series.points, geometry, .raw, series.style.dim, plain: ".", isJoined: false, on: &raster)
    }
    if isCrowded {
      drawMiddle(of: curve, series, geometry, on: &raster)
    } else {
      draw(
        curve, geometry, .curve, series.style, plain: series.marker, faint: series.faint,
        on: &raster)
    }
  }

  private func draw(
    _ points: [PlotPoint], _ geometry: PlotGeometry, _ layer: DotRaster.Layer, _ style: Style,
    plain: Character, isJoined: Bool = true, faint: Set<Double> = [],
    on raster: inout DotRaster
  ) {
    let (width, height) = (Double(raster.width), Double(raster.height))
    let reduced = ColumnReduction.reduce(points, isKept: isPlottable) { x in
      // Far outside all columns are one, so that no number is too large for an integer.
      Int(min(2, max(-1, geometry.across(x))) * width)
    }
    var previous: (x: Double, y: Double)?
    for point in reduced {
      guard point.x.isFinite else {
        previous = nil
        continue
      }
      // The right and lower ends belong to the last dot, not to one outside.
      let place = (
        x: min(geometry.across(point.x), 1) * width - (geometry.across(point.x) >= 1 ? 0.002 : 0),
        y: geometry.down(point.y) * height - (geometry.down(point.y) == 1 ? 0.002 : 0)
      )
      raster.line(
        from: isJoined ? previous ?? place : place, to: place, layer: layer,
        style: faint.contains(point.x) ? style.dim : style, plain: plain,
        isBroken: faint.contains(point.x))
      previous = place
    }
  }

  /// A quarter of fine dots, staggered, or half of coarse ones.
  func isShaded(_ x: Int, _ y: Int, _ glyphs: GlyphSet) -> Bool {
    glyphs == .ascii ? (x + y) % 2 == 0 : y % 2 == 0 && (x + y / 2) % 2 == 0
  }

  /// A line where nothing else is drawn, and a sign on the axis.
  private func drawCursor(_ geometry: PlotGeometry, on canvas: inout Canvas) {
    guard let cursor, let column = geometry.column(of: cursor) else { return }
    let field = geometry.field
    for row in field.row..<field.endRow where canvas[column, row].text == " " {
      canvas.write("┊", row: row, column: column, in: canvas.bounds, as: .accent)
    }
    canvas.write(
      "┊", column: column - geometry.axis.column, in: geometry.axis, as: .accent)
  }
}
