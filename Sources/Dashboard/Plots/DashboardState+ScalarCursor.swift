import RunModel
import TerminalUI

/// The cursor of plots in a run that has no training steps but only numbers at steps of their own.
extension DashboardState {
  /// The numbers that the plot in front shows.
  private var scalarPoints: Series<ScalarPoint>? {
    guard let metric = currentView.focusedChart(of: self)?.metrics.first,
      case .scalar(let name) = metric.source, let series = run.scalars[name],
      !series.points.isEmpty
    else { return nil }
    return series.points
  }

  /// Moves the cursor by values.
  ///
  /// - Returns: whether there were any.
  mutating func moveScalarCursor(by count: Int) -> Bool {
    guard let points = scalarPoints, let last = points.last else { return false }
    let now = Self.lastIndex(upTo: place.cursor ?? last.step, in: points)
    setCursor(to: points[min(max(0, now + count), points.count - 1)])
    return true
  }

  mutating func setScalarCursor(nearest x: Double) {
    let axis = plots.axis
    let nearest = scalarPoints?.min { left, right in
      abs((axis.place(of: left) ?? .infinity) - x) < abs((axis.place(of: right) ?? .infinity) - x)
    }
    if let nearest { setCursor(to: nearest) }
  }

  mutating func moveScalarCursorToFirst() {
    if let first = scalarPoints?.first { setCursor(to: first) }
  }

  private mutating func setCursor(to point: ScalarPoint) {
    place.cursor = point.step
    if let extent, let x = plots.axis.place(of: point) { place.viewport.reveal(x, in: extent) }
  }

  /// Where a step under the cursor lies, in a run that has no training steps.
  func scalarPlace(ofStep step: Int) -> Double? {
    if plots.axis == .steps { return Double(step) }
    guard let points = scalarPoints else { return nil }
    return plots.axis.place(of: points[Self.lastIndex(upTo: step, in: points)])
  }

  private static func lastIndex(upTo step: Int, in points: Series<ScalarPoint>) -> Int {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].step <= step { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
