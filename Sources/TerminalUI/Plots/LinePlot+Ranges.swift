extension LinePlot {
  /// How the plot lies in an area; nil as long as there is nothing to plot.
  package func geometry(in area: Rect) -> PlotGeometry? {
    geometry(in: area, curves: series.map(\.curve))
  }

  func geometry(in area: Rect, curves: [[PlotPoint]]) -> PlotGeometry? {
    let ticks = Self.tickCount(height: area.height)
    guard let (across, down) = ranges(of: curves, verticalTicks: ticks) else { return nil }
    return PlotGeometry(
      area: area, head: headHeight(width: area.width, height: area.height),
      indent: headIndent(width: area.width, height: area.height), xRange: across, yRange: down,
      yScale: yScale)
  }

  /// What the axes reach over, in values; nil as long as there is nothing to plot.
  func ranges(
    of curves: [[PlotPoint]], verticalTicks: Int
  ) -> (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
    guard let across = horizontalRange() else { return nil }
    if case .fixed(let range) = yRange, yScale.position(of: range.lowerBound).isFinite,
      yScale.position(of: range.upperBound).isFinite
    {
      return Self.usable(range.lowerBound, range.upperBound).map { (across, $0) }
    }
    let all = -Double.infinity...Double.infinity
    let down =
      verticalRange(of: curves, across, ticks: verticalTicks)
      // A part without points still has a place for a cursor.
      ?? (xRange == nil ? nil : verticalRange(of: curves, all, ticks: verticalTicks))
    return down.map { (across, $0) }
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
    of curves: [[PlotPoint]], _ across: ClosedRange<Double>, ticks: Int
  ) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    func include(_ value: Double) {
      guard yScale.position(of: value).isFinite else { return }
      low = min(low, value)
      high = max(high, value)
    }
    if yRange == .robust, let inner = robustRange(of: curves, across) {
      (low, high) = inner
    } else {
      for points in series.map(\.points) + curves {
        for point in points where across.contains(point.x) { include(point.y) }
      }
    }
    for series in series {
      for interval in series.band where across.contains(interval.x) {
        include(interval.low)
        include(interval.high)
      }
    }
    // A line to compare with does not make a range by itself.
    guard low <= high else { return nil }
    for reference in references { include(reference.value) }
    guard let padded = Self.usable(yScale.position(of: low), yScale.position(of: high))
    else { return nil }
    return rounded(padded, ticks: ticks).map(bounded)
  }

  /// Without what no number can be: a share has no place below 0.
  private func bounded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    guard let yBounds else { return range }
    let low = max(range.lowerBound, yBounds.lowerBound)
    let high = min(range.upperBound, yBounds.upperBound)
    return low < high ? low...high : range
  }

  /// From the first to the ninety-ninth hundredth of the points; nil for too few of them.
  private func robustRange(
    of curves: [[PlotPoint]], _ across: ClosedRange<Double>
  ) -> (Double, Double)? {
    var values = [Double]()
    for points in series.map(\.points) + curves {
      for point in points where across.contains(point.x) && isPlottable(point) {
        values.append(point.y)
      }
    }
    guard values.count >= 20 else { return nil }
    let cut = max(1, values.count / 100)
    return Quantile.values(values, at: cut, values.count - 1 - cut)
  }

  /// The range out to the next ticks, so that its ends carry labels.
  private func rounded(_ range: ClosedRange<Double>, ticks: Int) -> ClosedRange<Double>? {
    guard yScale == .linear else {
      return yScale.value(at: range.lowerBound)...yScale.value(at: range.upperBound)
    }
    // Where few ticks have room their distance is too coarse to be rounded to.
    let step = AxisTicks.step(
      from: range.lowerBound, to: range.upperBound, count: max(5, ticks))
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
    // A learning rate that never changes is told from 0.
    let isSmall = 0 < low.magnitude && low.magnitude < 0.1
    let margin = isSmall ? low.magnitude / 2 : max(0.5, low.magnitude / 10)
    return (low - margin)...(high + margin)
  }
}
