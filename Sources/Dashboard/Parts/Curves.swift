import RLCore
import RunModel
import TerminalUI

/// Points of a run's numbers over the chosen axis.
struct Curves {
  let run: RunState
  let axis: Axis

  /// Raw curves dim and smoothed ones bright, once there are enough points to smooth.
  private func smoothing(_ count: Int) -> Double {
    guard count >= 8 else { return 0 }
    let span = Smoothing.span(forCount: count)
    return 1 - 2 / (span + 1)
  }

  func points(_ value: (StepRecord) -> Double?) -> [PlotPoint] {
    run.steps.compactMap { step in
      guard let x = axis.place(of: step), let y = value(step) else { return nil }
      return PlotPoint(x, y)
    }
  }

  func series(
    _ name: String, _ style: Style, _ marker: Character, _ value: (StepRecord) -> Double?
  ) -> PlotSeries? {
    let points = points(value)
    guard !points.isEmpty else { return nil }
    return PlotSeries(
      name, style, marker: marker, points: points, smoothing: smoothing(points.count))
  }

  /// Success by step, smoothed by how many attempts each step stands for.
  func success(
    _ name: String, _ style: Style, _ marker: Character, _ tally: (StepRecord) -> RewardTally
  ) -> PlotSeries? {
    let steps = run.steps.filter { axis.place(of: $0) != nil && tally($0).count > 0 }
    guard !steps.isEmpty else { return nil }
    let points = steps.map {
      PlotPoint(axis.place(of: $0) ?? .nan, tally($0).successRate ?? .nan)
    }
    let trend = Smoothing.share(
      of: steps.map { tally($0).solved }, in: steps.map { tally($0).count },
      span: Smoothing.span(forCount: steps.count))
    return PlotSeries(
      name, style, marker: marker, points: points,
      trend: steps.count >= 8 ? trend.map { $0 ?? .nan } : nil)
  }

  /// One curve for each row type, which never mix.
  func rowSeries(_ value: (RowStatistics) -> Double?) -> [PlotSeries] {
    RowKind.allCases.compactMap { kind in
      series(kind.rawValue, Symbols.style(of: kind), Symbols.marker(of: kind)) { step in
        step.update?.rows[kind].flatMap(value)
      }
    }
  }

  func evaluation(
    _ name: String, as title: String, _ style: Style, _ marker: Character
  ) -> PlotSeries? {
    let found = run.evaluations(named: name).compactMap { point in
      axis.place(of: point).map { (x: $0, record: point.record) }
    }
    guard !found.isEmpty else { return nil }
    return PlotSeries(
      title, style, marker: marker, points: found.map { PlotPoint($0.x, $0.record.successRate) },
      band: found.map { PlotInterval($0.x, $0.record.low, $0.record.high) })
  }

  /// Where the training step under a cursor lies on the axis.
  func place(ofStep step: Int) -> Double? {
    run.steps.last { $0.step <= step }.flatMap(axis.place(of:))
      ?? run.steps.first.flatMap(axis.place(of:))
  }
}
