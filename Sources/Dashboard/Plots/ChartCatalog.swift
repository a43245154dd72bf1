import RLCore
import RunModel
import TerminalUI

/// Every series that a run can have, by name.
///
/// A chart has the curves of one unit, each of one row type; each of them is also a chart of its
/// own: "loss" and "loss.first".
enum ChartCatalog {
  static let charts: [Chart] = success + optimization + groups + reflecting + quality + cost

  /// The names for `:plot` that this run can have.
  static func names(in run: RunState) -> [String] {
    let charts = charts.map { whole($0, in: run) }
    return charts.map(\.id)
      + charts.filter { $0.metrics.count > 1 }.flatMap { $0.metrics.map(\.id) }
      + scalarNames(in: run)
  }

  /// A chart, or one of its curves by itself; `nil` for a name that is none.
  static func chart(_ name: String, in run: RunState) -> Chart? {
    if let chart = charts.first(where: { $0.id == name }) { return whole(chart, in: run) }
    for chart in charts where name.hasPrefix(chart.id + ".") {
      guard let metric = whole(chart, in: run).metrics.first(where: { $0.id == name })
      else { continue }
      return Chart(
        id: name, title: "\(chart.title) · \(metric.name)", meaning: chart.meaning,
        emptyText: chart.emptyText, range: chart.range, scale: chart.scale,
        references: chart.references, metrics: [metric])
    }
    return scalar(name, in: run)
  }

  static func isKnown(_ name: String) -> Bool {
    charts.contains { chart in
      chart.id == name || chart.metrics.contains { $0.id == name }
        // Evaluations have the names that runs give them.
        || (chart.id == "success" && name.hasPrefix("success."))
    }
  }

  /// With the evaluations that only this run knows.
  private static func whole(_ chart: Chart, in run: RunState) -> Chart {
    guard chart.id == "success" else { return chart }
    var chart = chart
    let known = ["heldout", "permuted"]
    for (index, name) in run.evaluationNames.filter({ !known.contains($0) }).enumerated() {
      chart.metrics.append(
        Metric(
          name: EvaluationWords.name(of: name), id: "success.\(name)", style: Self.spare(index),
          marker: ["□", "▽", "◇", "▣"][index % 4], source: .evaluation(name), hasBand: false))
    }
    if let floor = run.start?.randomWalk {
      chart.references = [ReferenceLine(floor, "random walk \(Figures.share(floor))")]
    }
    return chart
  }

  /// Colours that no curve of the chart has.
  private static func spare(_ index: Int) -> Style { .series([4, 2, 5][index % 3]) }

  // MARK: - Makers

  static func step(
    _ id: String, _ name: String, _ style: Style, _ marker: Character,
    of count: (@Sendable (StepRecord) -> Int?)? = nil,
    _ value: @escaping @Sendable (StepRecord) -> Double?
  ) -> Metric {
    Metric(name: name, id: id, style: style, marker: marker, source: .step(value), count: count)
  }

  /// One metric for each row type.
  static func rows(
    _ id: String, _ value: @escaping @Sendable (RowStatistics) -> Double?
  ) -> [Metric] {
    RowKind.allCases.map { kind in
      step(
        "\(id).\(kind.rawValue)", kind.rawValue, Symbols.style(of: kind),
        Symbols.marker(of: kind), of: { $0.update?.rows[kind]?.rows }
      ) { $0.update?.rows[kind].flatMap(value) }
    }
  }
}
