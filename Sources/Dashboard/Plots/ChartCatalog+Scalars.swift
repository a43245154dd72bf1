import RunModel
import TerminalUI

/// The numbers that a trainer gave names of its own, each as a chart.
extension ChartCatalog {
  /// What `:plot` knows such a number by: its name, unless a chart of ours has that.
  static func id(ofScalar name: String) -> String {
    charts.contains { $0.id == name } ? "metric/\(name)" : name
  }

  static func scalarNames(in run: RunState) -> [String] {
    run.scalars.names.map(id(ofScalar:))
  }

  /// The chart of a number by what `:plot` knows it by.
  static func scalar(_ id: String, in run: RunState) -> Chart? {
    let name = run.scalars[id] == nil && id.hasPrefix("metric/") ? String(id.dropFirst(7)) : id
    return run.scalars[name].map { _ in scalar(named: name) }
  }

  static func scalar(named name: String) -> Chart {
    let id = id(ofScalar: name)
    return Chart(
      id: id, title: TextCleaner.clean(name), meaning: "as the trainer logged it",
      emptyText: "Nothing says where its values lie on this axis.",
      metrics: [
        Metric(
          name: "value", id: id, style: .accent, marker: "●", source: .scalar(name), hasBand: false)
      ])
  }
}

extension CostAxis {
  /// Where a value of a trainer's own lies; `nil` where nobody said.
  func place(of point: ScalarPoint) -> Double? {
    switch self {
    case .steps: Double(point.step)
    case .seconds: point.elapsed.isFinite ? Double(point.elapsed) : nil
    case .sequences, .tokens, .optimizerSteps: nil
    }
  }
}
