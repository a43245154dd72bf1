/// Lays a plot out in pixels and writes it.
struct SVGPlot {
  private let plot: LinePlot
  private let title: String
  private let width: Double
  private let height: Double
  private let curves: [[PlotPoint]]

  init(_ plot: LinePlot, title: String, width: Int, height: Int) {
    self.plot = plot
    self.title = title
    self.width = Double(width)
    self.height = Double(height)
    self.curves = plot.series.map(\.curve)
  }

  /// Where the field of the curves lies.
  private struct Field {
    let left: Double
    let top: Double
    let width: Double
    let height: Double
  }

  var text: String {
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(SVGText.number(width))\" "
        + "height=\"\(SVGText.number(height))\" viewBox=\"0 0 \(SVGText.number(width)) "
        + "\(SVGText.number(height))\" font-family=\"sans-serif\" font-size=\"12\">",
      "<title>\(SVGText.escaped(title))</title>",
      SVGText.tag("rect", ["width": "100%", "height": "100%", "fill": SVGPalette.paper]),
    ]
    if !title.isEmpty { lines.append(heading) }
    lines += content
    return (lines + ["</svg>", ""]).joined(separator: "\n")
  }

  private var heading: String {
    "<text x=\"12\" y=\"22\" font-size=\"15\" font-weight=\"bold\" fill=\"\(SVGPalette.ink)\">"
      + "\(SVGText.escaped(title))</text>"
  }

  private var content: [String] {
    let verticalTicks = max(2, Int(height / 60))
    guard let (x, y) = plot.ranges(of: curves, verticalTicks: verticalTicks) else {
      let count = plot.unplottableCount
      let reason = count > 0 ? "\(count) points, none of them can be drawn" : plot.emptyText
      return [SVGText.label(reason, width / 2, height / 2, anchor: .middle)]
    }
    let (legend, legendHeight) = legend(top: title.isEmpty ? 20 : 44)
    let top = (title.isEmpty ? 8 : 32) + legendHeight + 6
    let field = Field(left: 64, top: top, width: width - 84, height: max(20, height - top - 42))
    let scale = SVGScale(
      width: field.width, height: field.height, x: x, y: y, yScale: plot.yScale)
    let inside = [opening(field)] + curveLines(scale) + ["</svg>"]
    return legend + verticalAxis(field, scale, verticalTicks) + horizontalAxis(field, scale)
      + inside
  }

  /// A picture in the picture, because it cuts off what lies outside without needing a name.
  private func opening(_ field: Field) -> String {
    "<svg x=\"\(SVGText.number(field.left))\" y=\"\(SVGText.number(field.top))\" "
      + "width=\"\(SVGText.number(field.width))\" height=\"\(SVGText.number(field.height))\">"
  }

  // MARK: - Around the field

  private func legend(top: Double) -> (lines: [String], height: Double) {
    var lines = [String]()
    var (x, y) = (16.0, top)
    func room(_ needed: Double) {
      guard x > 16, x + needed > width - 16 else { return }
      (x, y) = (16, y + 18)
    }
    for series in plot.series {
      let colour = SVGPalette.colour(of: series.style)
      let name = series.name.isEmpty ? String(series.marker) : series.name
      let needed = SVGText.width(of: name) + 32
      room(needed)
      lines.append(SVGMarker.shape(series.marker, x, y - 4, colour: colour))
      lines.append(SVGText.label(name, x + 10, y, colour: SVGPalette.ink))
      x += needed
    }
    let missing = plot.unplottableCount
    if missing > 0 {
      let note = "\(missing) points not drawable"
      room(SVGText.width(of: note))
      lines.append(SVGText.label(note, x, y, colour: SVGPalette.colour(of: .bad)))
    }
    return (lines, lines.isEmpty ? 0 : y - top + 18)
  }

  private func verticalAxis(_ field: Field, _ scale: SVGScale, _ count: Int) -> [String] {
    let ticks = ScaleTicks.ticks(
      from: scale.yRange.lowerBound, to: scale.yRange.upperBound, count: count,
      scale: plot.yScale)
    return ticks.flatMap { tick -> [String] in
      let y = field.top + scale.y(tick.value)
      guard y >= field.top - 0.5, y <= field.top + field.height + 0.5 else { return [] }
      return [
        rule(field.left, y, field.left + field.width, y, SVGPalette.grid),
        SVGText.label(tick.label, field.left - 8, y + 4, anchor: .end),
      ]
    } + [rule(field.left, field.top, field.left, field.top + field.height, SVGPalette.axis)]
  }

  private func horizontalAxis(_ field: Field, _ scale: SVGScale) -> [String] {
    let bottom = field.top + field.height
    let ticks = AxisTicks(
      from: scale.xRange.lowerBound, to: scale.xRange.upperBound,
      count: max(2, Int(field.width / 90)))
    var lines = [rule(field.left, bottom, field.left + field.width, bottom, SVGPalette.axis)]
    for value in ticks.values {
      let x = field.left + scale.x(value)
      lines.append(rule(x, bottom, x, bottom + 5, SVGPalette.axis))
      lines.append(SVGText.label(ticks.label(value), x, bottom + 19, anchor: .middle))
    }
    for mark in plot.marks where scale.xRange.contains(mark.x) {
      let colour = SVGPalette.colour(of: mark.style)
      lines.append(
        SVGMarker.shape(mark.symbol, field.left + scale.x(mark.x), bottom, colour: colour))
    }
    lines.append(
      SVGText.label(plot.xLabel, field.left + field.width, bottom + 36, anchor: .end))
    return lines
  }

  private func rule(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String
  ) -> String {
    SVGText.tag(
      "line",
      [
        "x1": SVGText.number(x1), "y1": SVGText.number(y1), "x2": SVGText.number(x2),
        "y2": SVGText.number(y2), "stroke": colour,
      ])
  }

  // MARK: - Inside the field

  private func curveLines(_ scale: SVGScale) -> [String] {
    var lines = plot.series.compactMap { scale.band(of: $0) }
    for reference in plot.references where scale.y(reference.value).isFinite {
      let y = scale.y(reference.value)
      let colour = SVGPalette.colour(of: reference.style)
      lines.append(
        SVGText.tag(
          "path",
          [
            "d": "M0,\(SVGText.number(y))H\(SVGText.number(scale.width))", "stroke": colour,
            "stroke-dasharray": "5 4",
          ]))
      lines.append(
        SVGText.label(reference.label, scale.width - 4, y - 4, anchor: .end, colour: colour))
    }
    for series in plot.series where series.isSmoothed {
      lines += scale.line(
        through: series.points, SVGPalette.colour(of: series.style), thickness: "1",
        opacity: "0.3")
    }
    for (series, curve) in zip(plot.series, curves) {
      let colour = SVGPalette.colour(of: series.style)
      lines += scale.line(through: curve, colour, thickness: "1.8", opacity: "1")
      lines += scale.markers(series.marker, along: curve, colour)
    }
    return lines
  }
}
