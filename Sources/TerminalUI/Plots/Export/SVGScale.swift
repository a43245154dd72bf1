/// Places in the field of an SVG plot, and the lines through them.
struct SVGScale {
  let width: Double
  let height: Double
  let xRange: ClosedRange<Double>
  let yRange: ClosedRange<Double>
  private let yScale: PlotScale
  private let (low, span): (Double, Double)

  init(
    width: Double, height: Double, x: ClosedRange<Double>, y: ClosedRange<Double>,
    yScale: PlotScale
  ) {
    self.width = width
    self.height = height
    self.xRange = x
    self.yRange = y
    self.yScale = yScale
    self.low = yScale.position(of: y.lowerBound)
    self.span = yScale.position(of: y.upperBound) - low
  }

  func x(_ value: Double) -> Double {
    let span = xRange.upperBound - xRange.lowerBound
    return span > 0 ? (value - xRange.lowerBound) / span * width : width / 2
  }

  /// Not finite for what has no place on the scale.
  func y(_ value: Double) -> Double {
    span > 0 ? height - (yScale.position(of: value) - low) / span * height : height / 2
  }

  /// The points that matter, in pixels: what no pixel would show is left out, spikes are kept.
  private func places(_ points: [PlotPoint]) -> [PlotPoint] {
    ColumnReduction.reduce(points.map { PlotPoint(x($0.x), y($0.y)) }) { x in
      Int(min(width * 2, max(-width, x)) * 2)
    }
  }

  /// One path for each piece between gaps; a piece of one point is a dot.
  func line(
    through points: [PlotPoint], _ colour: String, thickness: String, opacity: String
  ) -> [String] {
    places(points).split { !$0.x.isFinite || !$0.y.isFinite }.map { piece in
      let (first, rest) = (piece[piece.startIndex], piece.dropFirst())
      let ends = rest.isEmpty ? "h0" : rest.map { "L" + SVGText.point($0.x, $0.y) }.joined()
      return SVGText.tag(
        "path",
        [
          "d": "M" + SVGText.point(first.x, first.y) + ends, "fill": "none", "stroke": colour,
          "stroke-width": thickness, "stroke-opacity": opacity, "stroke-linejoin": "round",
          "stroke-linecap": "round",
        ])
    }
  }

  /// The curve's own sign at some of its points and at its end.
  func markers(_ marker: Character, along points: [PlotPoint], _ colour: String) -> [String] {
    let places = points.filter { xRange.contains($0.x) }.map { PlotPoint(x($0.x), y($0.y)) }
      .filter { $0.y.isFinite && $0.y >= 0 && $0.y <= height }
    var next = -Double.infinity
    var chosen = [PlotPoint]()
    for place in places.dropLast() where place.x >= next && place.x < width - 40 {
      chosen.append(place)
      next = place.x + width / 8
    }
    return (chosen + places.suffix(1)).map {
      SVGMarker.shape(marker, $0.x, $0.y, colour: colour)
    }
  }

  func band(of series: PlotSeries) -> String? {
    let intervals = series.band.filter {
      $0.x.isFinite && y($0.low).isFinite && y($0.high).isFinite
    }
    guard intervals.count > 1 else { return nil }
    let upper = intervals.map { SVGText.point(x($0.x), y($0.high)) }
    let lower = intervals.reversed().map { SVGText.point(x($0.x), y($0.low)) }
    return SVGText.tag(
      "polygon",
      [
        "points": (upper + lower).joined(separator: " "),
        "fill": SVGPalette.colour(of: series.style), "fill-opacity": "0.15",
      ])
  }
}
