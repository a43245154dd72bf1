extension LinePlot {
  func drawAxes(_ geometry: PlotGeometry, on canvas: inout Canvas) {
    drawVerticalAxis(geometry, on: &canvas)
    drawHorizontalAxis(geometry, on: &canvas)
  }

  private func drawVerticalAxis(_ geometry: PlotGeometry, on canvas: inout Canvas) {
    let margin = geometry.margin
    guard margin.width > 1 else { return }
    canvas.fill(margin.inset(left: margin.width - 1), with: "│", as: .border)
    var taken = Set<Int>()
    for (value, label) in verticalTicks(geometry) {
      guard let row = geometry.row(of: value), taken.insert(row).inserted else { continue }
      let line = margin.line(row - margin.row)
      canvas.write(label, in: line.inset(right: 1), as: .muted, aligned: .trailing)
      canvas.write("┤", column: margin.width - 1, in: line, as: .border)
    }
  }

  private func verticalTicks(_ geometry: PlotGeometry) -> [(value: Double, label: String)] {
    let (low, high) = (geometry.yRange.lowerBound, geometry.yRange.upperBound)
    let count = Self.tickCount(height: geometry.field.height + 3)
    return ScaleTicks.ticks(from: low, to: high, count: count, scale: yScale)
  }

  private func drawHorizontalAxis(_ geometry: PlotGeometry, on canvas: inout Canvas) {
    let axis = geometry.axis
    guard axis.height > 0 else { return }
    canvas.fill(axis, with: "─", as: .border)
    if axis.column < geometry.field.column { canvas.write("└", in: axis, as: .border) }
    let labels = geometry.tickLabels
    let nameWidth = canvas.write(xLabel, in: labels, as: .muted, aligned: .trailing)
    let ticks = AxisTicks(
      from: geometry.xRange.lowerBound, to: geometry.xRange.upperBound,
      count: max(2, geometry.field.width / 7), isWhole: isWhole)
    var free = labels.column
    for value in ticks.values {
      guard let column = geometry.column(of: value) else { continue }
      canvas.write("┬", column: column - axis.column, in: axis, as: .border)
      let text = ticks.label(value)
      let start = max(labels.column, column - text.count / 2)
      guard start >= free, start + text.count < labels.endColumn - nameWidth else { continue }
      canvas.write(text, column: start - labels.column, in: labels, as: .muted)
      free = start + text.count + 1
    }
    drawMarks(geometry, on: &canvas)
  }

  private func drawMarks(_ geometry: PlotGeometry, on canvas: inout Canvas) {
    for column in unplottableColumns(geometry) {
      canvas.write("⊘", column: column - geometry.axis.column, in: geometry.axis, as: .warning)
    }
    for mark in marks {
      guard let column = geometry.column(of: mark.x) else { continue }
      canvas.write(
        String(mark.symbol), column: column - geometry.axis.column, in: geometry.axis,
        as: mark.style)
    }
  }
}
