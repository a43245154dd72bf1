/// How uncertain curves are: bars from limit to limit, at even distances.
///
/// A shade of dots would be taken for a curve where it is narrow, and two of them over each other
/// for one; bars stand across a curve, and those of several curves side by side.
extension LinePlot {
  func drawBands(_ geometry: PlotGeometry, on raster: inout DotRaster) {
    let banded = series.filter { !$0.band.isEmpty }
    // A cell has one colour, so that each curve needs a column of cells of its own.
    let distance = raster.dotsAcross * max(4, banded.count)
    for (place, series) in banded.enumerated() {
      let first = place * distance / banded.count
      drawBand(of: series, geometry, on: &raster) { $0 % distance == first }
    }
  }

  /// Joins the limits at those columns of dots that have a bar, between intervals by the way there.
  private func drawBand(
    of series: PlotSeries, _ geometry: PlotGeometry, on raster: inout DotRaster,
    whereDrawn hasBar: (Int) -> Bool
  ) {
    let height = Double(raster.height)
    func place(_ value: Double) -> Double { min(1, max(0, geometry.down(value))) * height }
    let intervals = series.band.filter {
      $0.x.isFinite && geometry.down($0.low).isFinite && geometry.down($0.high).isFinite
    }
    for (index, interval) in intervals.enumerated() {
      let next = index + 1 < intervals.count ? intervals[index + 1] : interval
      let from = dotColumn(interval.x, geometry, raster)
      let to = max(from, dotColumn(next.x, geometry, raster))
      guard from < raster.width, to >= 0 else { continue }
      for x in max(0, from)...min(to, raster.width - 1) where hasBar(x) {
        let share = to > from ? Double(x - from) / Double(to - from) : 0
        let top = place(interval.high) * (1 - share) + place(next.high) * share
        let bottom = place(interval.low) * (1 - share) + place(next.low) * share
        for y in Int(min(top, bottom))...Int(max(top, bottom)) {
          raster.set(x, y, layer: .band, style: series.style.dim, plain: ":")
        }
      }
    }
  }

  private func dotColumn(_ x: Double, _ geometry: PlotGeometry, _ raster: DotRaster) -> Int {
    Int(min(2, max(-1, geometry.across(x))) * Double(raster.width))
  }
}
