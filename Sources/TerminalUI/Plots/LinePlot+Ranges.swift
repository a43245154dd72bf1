extension LinePlot {
  /// How the plot lies in an area; nil as long as there is nothing to plot.
  package func geometry(in area: Rect) -> PlotGeometry? {
    geometry(in: area, curves: series.map(\.curve))
  }

  func geometry(in area: Rect, curves: [[PlotPoint]]) -> PlotGeometry? {
    let ticks = Self.tickCount(height: area.height)
    guard let (across, down) = ranges(of: curves, verticalTicks: ticks) else { return nil }
    return PlotGeometry(area: area, xRange: across, yRange: down, yScale: yScale)
  }

  /// What the axes reach over, in values; nil as long as there is nothing to plot.
  func ranges(
    of curves: [[PlotPoint]], verticalTicks: Int
  ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
    guard let across = horizontalRange() else { return nil }
    let visible = (series.map(\.points) + curves).flatMap { points in
      points.filter { isPlottable($0) && across.contains($0.x) }.map(\.y)
    }
    let bands = series.flatMap(\.band).filter { across.contains($0.x) }
      .flatMap { [$0.low, $0.high] }
    let levels = references.map(\.value)
    let others = (bands + levels).filter { yScale.position(of: $0).isFinite }
    return verticalRange(visible, others, ticks: verticalTicks).map { (across, $0) }
  }

  private func horizontalRange() -> ClosedRange<Double>? {
    if let xRange { return Self.usable(xRange.lowerBound, xRange.upperBound) }
    var (low, high) = (Double.infinity, -Double.infinity)
    for series in series {
      for point in series.points where point.x.isFinite {
        low = min(low, point.x)
        high = max(high, point.x)
      }
    }
    guard low <= high else { return nil }
    return Self.usable(low, high)
  }

  private func verticalRange(
    _ values: [Double], _ others: [Double], ticks: Int
  ) -> ClosedRange<Double>? {
    if case .fixed(let range) = yRange,
      yScale.position(of: range.lowerBound).isFinite,
      yScale.position(of: range.upperBound).isFinite
    {
      return Self.usable(range.lowerBound, range.upperBound)
    }
    var inner = values
    if yRange == .robust, values.count >= 20 {
      let sorted = values.sorted()
      let cut = max(1, sorted.count / 100)
      inner = Array(sorted[cut..<(sorted.count - cut)])
    }
    let positions = (inner + others).map(yScale.position(of:))
    guard let low = positions.min(), let high = positions.max() else { return nil }
    guard let padded = Self.usable(low, high) else { return nil }
    return rounded(padded, ticks: ticks)
  }

  /// The range out to the next ticks, so that its ends carry labels.
  private func rounded(_ range: ClosedRange<Double>, ticks: Int) -> ClosedRange<Double>? {
    guard yScale == .linear else {
      return yScale.value(at: range.lowerBound)...yScale.value(at: range.upperBound)
    }
    let step = AxisTicks.step(
      from: range.lowerBound, to: range.upperBound, count: ticks)
    let low = (range.lowerBound / step + 1e-9).rounded(.down) * step
    let high = (range.upperBound / step - 1e-9).rounded(.up) * step
    return low < high && (high - low).isFinite ? low...high : range
  }

  static func tickCount(height: Int) -> Int { max(2, height / 3) }

  /// A range with a length, as long as double precision allows for one.
  private static func usable(_ low: Double, _ high: Double) -> ClosedRange<Double>? {
    guard low.isFinite, high.isFinite else { return nil }
    // Halves keep the distance between the largest numbers finite.
    let limit = Double.greatestFiniteMagnitude / 4
    let (low, high) = (max(-limit, low), min(limit, high))
    guard low <= high else { return nil }
    if high - low > max(low.magnitude, high.magnitude) * 1e-12 { return low...high }
    let margin = max(0.5, low.magnitude / 10)
    return (low - margin)...(high + margin)
  }
}
