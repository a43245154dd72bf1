import RunModel
import TerminalUI

extension DashboardState {
  /// The values of a chart's curves at its cursor, or where they end.
  func values(of chart: Chart) -> Takeaway? {
    let plot = plot(of: chart)
    let ends = plot.series.compactMap(\.points.last?.x)
    guard let x = plot.cursor ?? ends.max() else { return nil }
    let values = plot.series.compactMap { series -> [String]? in
      guard let point = series.points.last(where: { $0.x <= x }) ?? series.points.first else {
        return nil
      }
      return [series.name, "\(point.y)"]
    }
    let step = place.cursor ?? run.steps.last?.step ?? 0
    return Takeaway(
      "the values of step \(step)", file: "\(chart.id)-step-\(step).txt",
      rows: [["\(open.name) · \(chart.title)"], [plot.xLabel, "\(x)"]] + values)
  }
}
