import RunModel
import TerminalUI

/// Learning curves of several arms over each other, for the screen and for pictures.
package enum ComparisonPlot {
  /// So that colour is never the only signal; letters that no terminal draws for another sign.
  private static let markers: [Character] = signs + Array("BCDEFGHIJKLMNPQRSTUWXYZ")

  /// Those that nobody takes for a word.
  static let signs: [Character] = ["●", "○", "◆", "◇", "▽", "△", "▣", "□"]

  /// The sign of an arm, by its place among all of them, whether or not others have a curve.
  package static func marker(_ index: Int) -> Character { markers[index % markers.count] }

  /// The same in its colour.
  static func sign(_ index: Int) -> Span { Span(String(marker(index)), .series(index)) }

  /// The plot of held-out success, with a band of 95 % and the lines to compare with.
  package static func plot(_ comparison: Comparison, axis: CostAxis) -> LinePlot {
    plot(curves(comparison, axis: axis).map(\.series), of: comparison, xLabel: axis.words)
  }

  static func plot(_ series: [PlotSeries], of comparison: Comparison, xLabel: String) -> LinePlot {
    LinePlot(
      series,
      references: references(of: comparison),
      xLabel: xLabel, yRange: .fixed(0...1),
      emptyText: "No evaluation named held-out in any of them yet. Enter goes to a run's curves.")
  }

  /// A random walk, and of which world where there are several.
  private static func references(of comparison: Comparison) -> [ReferenceLine] {
    let walks = comparison.randomWalks
    return walks.map { world, success in
      let whose = walks.count > 1 ? " in \(world)" : ""
      return ReferenceLine(success, "random walk\(whose) \(Figures.share(success))")
    }
  }

  /// The curves of the arms that have any, each with the place of its arm.
  ///
  /// The band of several seeds is over seeds; that of a single run is over its tasks, as its
  /// evaluations have it.
  static func curves(
    _ comparison: Comparison, axis: CostAxis
  ) -> [(arm: Int, series: PlotSeries)] {
    comparison.arms.enumerated().compactMap { index, arm in
      series(arm, runs: comparison.counted(arm), axis: axis, index: index).map { (index, $0) }
    }
  }

  private static func series(
    _ arm: Comparison.Arm, runs: [ComparedRun], axis: CostAxis, index: Int
  ) -> PlotSeries? {
    guard let curve = ArmCurve(arm, runs: runs, axis: axis) else { return nil }
    let band: [PlotInterval] =
      runs.count == 1
      ? tasks(of: runs, axis: axis)
      : curve.places.compactMap { place in
        place.estimate.interval.map { PlotInterval(place.x, $0.low, $0.high) }
      }
    return PlotSeries(
      "\(arm.title), \(Self.band(of: curve.seeds))", .series(index), marker: marker(index),
      points: curve.places.map { PlotPoint($0.x, $0.estimate.value) }, band: band)
  }

  private static func tasks(of runs: [ComparedRun], axis: CostAxis) -> [PlotInterval] {
    runs.flatMap { run in
      run.state.evaluations(named: "heldout").compactMap { point in
        axis.place(of: point, in: run.state).map {
          PlotInterval($0, point.record.low, point.record.high)
        }
      }
    }
  }

  /// What the bars stand for.
  package static func band(of seeds: Int) -> String {
    seeds == 1 ? "95 % intervals over its tasks" : "mean, 95 % intervals over \(seeds) seeds"
  }
}
