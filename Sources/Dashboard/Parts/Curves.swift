import RunModel
import TerminalUI

/// Places and points of a run over the chosen axis.
struct Curves {
  let run: RunState
  let axis: Axis

  func evaluation(
    _ name: String, as title: String, _ style: Style, _ marker: Character
  ) -> PlotSeries? {
    let found = run.evaluations(named: name).compactMap { point in
      axis.place(of: point, in: run).map { (x: $0, record: point.record) }
    }
    guard !found.isEmpty else { return nil }
    return PlotSeries(
      title, style, marker: marker, points: found.map { PlotPoint($0.x, $0.record.successRate) },
      band: found.map { PlotInterval($0.x, $0.record.low, $0.record.high) })
  }

  /// Where the training step under a cursor lies on the axis.
  func place(ofStep step: Int) -> Double? {
    run.steps.lastIndex(upTo: step).flatMap { axis.place(of: run.steps[$0]) }
      ?? run.steps.first.flatMap(axis.place(of:))
  }
}
