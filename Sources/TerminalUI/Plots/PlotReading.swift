/// What a curve is at one place: as it was measured and as it is drawn, and of how many.
package struct PlotReading: Hashable, Sendable {
  package let name: String
  package let marker: Character
  package let style: Style
  /// As it was measured; nil where nothing was.
  package var raw: Double?
  /// What smoothing makes of it; nil of a curve that is not smoothed.
  package var smoothed: Double?
  package var count: Int?
  package var interval: PlotInterval?
  /// The earlier place at which it was measured, if that is not the one that was asked for.
  package var since: Double?
}

extension LinePlot {
  /// Every curve at an x, or the latest of each without one.
  ///
  /// Nothing of later than x is told. A curve that is measured everywhere has a value only where
  /// there is a point; one that is measured now and then has its last one.
  package func readings(at x: Double?) -> [PlotReading] {
    series.map { series in
      var reading = PlotReading(name: series.name, marker: series.marker, style: series.style)
      guard let place = place(of: x, in: series) else { return reading }
      let point = series.points[place]
      reading.raw = point.y
      if series.isSmoothed {
        let curve = series.curve
        reading.smoothed = curve.indices.contains(place) ? curve[place].y : nil
      }
      reading.count = series.counts.indices.contains(place) ? series.counts[place] : nil
      reading.interval = series.band.first { $0.x == point.x }
      if let x, point.x < x { reading.since = point.x }
      return reading
    }
  }

  /// The last point that is not later than x, and at x itself unless the curve holds its values.
  private func place(of x: Double?, in series: PlotSeries) -> Int? {
    guard let x else { return series.points.lastIndex(where: isPlottable) }
    // Points ascend, so what is later is at the end.
    let place = series.points.lastIndex { $0.x <= x && isPlottable($0) }
    guard let place, series.isHeld || series.points[place].x == x else { return nil }
    return place
  }
}
