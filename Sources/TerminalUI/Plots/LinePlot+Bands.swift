/// How uncertain curves are: bars from limit to limit where something was measured.
///
/// A shade of dots would be taken for a curve where it is narrow, and two of them over each other
/// for one; bars stand across a curve. Each has a measured point within it, so that none claims to
/// know how sure the way from one point to the next is.
extension LinePlot {
  /// Columns that the bars of one curve are apart at least.
  private static let distance = 8

  func drawBands(_ geometry: PlotGeometry, on raster: inout DotRaster) {
    let banded = series.filter { !$0.band.isEmpty }
    for (place, series) in banded.enumerated() {
      // Curves that were measured in the same places take turns, since a cell has one colour.
      let distance = max(Self.distance / 2, Self.distance / banded.count)
      let columns = Self.thinned(intervals(of: series, geometry, raster), to: distance)
      for (turn, bar) in columns.enumerated() where turn % banded.count == place {
        draw(bar.interval, column: bar.column, series.style.dim, geometry, on: &raster)
      }
    }
  }

  private func intervals(
    of series: PlotSeries, _ geometry: PlotGeometry, _ raster: DotRaster
  ) -> [(interval: PlotInterval, column: Int)] {
    series.band.compactMap { interval in
      let across = geometry.across(interval.x)
      guard across >= 0, across <= 1, geometry.down(interval.low).isFinite,
        geometry.down(interval.high).isFinite
      else { return nil }
      return (interval, min(raster.columns - 1, Int(across * Double(raster.columns))))
    }
  }

  /// The latest, which is what one reads first, and before it those that are far enough apart.
  private static func thinned(
    _ bars: [(interval: PlotInterval, column: Int)], to distance: Int
  ) -> [(interval: PlotInterval, column: Int)] {
    bars.reversed().reduce(into: []) { kept, bar in
      if kept.last.map({ $0.column - bar.column >= distance }) ?? true { kept.append(bar) }
    }
  }

  /// A line with caps, so that an end that falls into a cell of its own is no loose dot.
  private func draw(
    _ interval: PlotInterval, column: Int, _ style: Style, _ geometry: PlotGeometry,
    on raster: inout DotRaster
  ) {
    func row(_ value: Double) -> Int {
      min(raster.height - 1, Int(min(1, max(0, geometry.down(value))) * Double(raster.height)))
    }
    let (one, other) = (row(interval.high), row(interval.low))
    let (top, bottom) = (min(one, other), max(one, other))
    let left = column * raster.dotsAcross
    for y in top...bottom {
      raster.set(left, y, layer: .bar, style: style, plain: ":")
      guard y == top || y == bottom else { continue }
      raster.set(left + raster.dotsAcross - 1, y, layer: .bar, style: style, plain: ":")
    }
  }
}
