import RunModel
import TerminalUI

/// The numbers of a run by name: those that a trainer gave names of its own, or for a run that has
/// none every curve of its steps.
struct NumberList {
  let run: RunState

  /// Whether these are the curves of the run's own steps.
  var isOwn: Bool { run.scalars.names.isEmpty }

  /// As `:plot` takes them.
  var names: [String] { isOwn ? own.map(\.id) : run.scalars.names }

  private var own: [Metric] { ChartCatalog.metrics(in: run).filter { $0.latest(in: run) != nil } }

  func chart(named name: String) -> Chart {
    guard isOwn, let chart = ChartCatalog.chart(name, in: run) else {
      return ChartCatalog.scalar(named: name)
    }
    return chart
  }

  func latest(named name: String) -> (value: Double, step: Int)? {
    guard isOwn else {
      return run.scalars[name]?.points.last.map { ($0.value, $0.step) }
    }
    return ChartCatalog.metrics(in: run).first { $0.id == name }?.latest(in: run)
  }
}

extension ChartCatalog {
  /// Every curve that a run can have of its own.
  fileprivate static func metrics(in run: RunState) -> [Metric] {
    charts.map { chart($0.id, in: run) ?? $0 }.flatMap(\.metrics)
  }
}
