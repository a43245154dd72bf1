import RLCore
import RunModel
import TerminalUI

/// One number of a run at every step: one curve.
///
/// A metric belongs to one row type; none mixes them.
package struct Metric: Sendable {
  enum Source: Sendable {
    case step(@Sendable (StepRecord) -> Double?)
    /// A share of attempts, smoothed by how many there were.
    case share(@Sendable (StepRecord) -> RewardTally)
    /// The mean over the episodes of a step that have the number.
    case episodes(@Sendable (EpisodeRecord) -> Double?)
    case evaluation(String)
    /// A number of the trainer's own, by its name.
    case scalar(String)
  }

  /// Within its chart, such as "first".
  let name: String
  /// In the whole catalogue, such as "loss.first".
  let id: String
  let style: Style
  let marker: Character
  let source: Source
  /// Of how many observations a step's value is, where that is counted.
  var count: (@Sendable (StepRecord) -> Int?)?
  /// Values of fewer observations than this are drawn faint.
  var few = 0
  /// Whether its uncertainty is shaded; several shades over each other say nothing.
  var hasBand = true
}

/// Curves that are drawn over each other because they have one unit.
package struct Chart: Sendable {
  /// What `:plot` knows it by.
  let id: String
  let title: String
  /// What a healthy one looks like, or how it is measured.
  let meaning: String
  /// Why there is no curve.
  var emptyText = "Not measured in this run."
  /// The range that the numbers have by their nature.
  var range = LinePlot.YRange.automatic
  /// What they cannot leave, however the axis is chosen.
  var bounds: ClosedRange<Double>?
  /// How it is drawn as long as nobody chooses.
  var scale = CurveScale.linear
  /// The lines to compare with.
  var references: [ReferenceLine] = []
  var metrics: [Metric]
}

/// How values become heights.
package enum CurveScale: String, Sendable, CaseIterable {
  case linear
  /// Without the highest and lowest hundredth of the points.
  case robust
  case log
  case symlog

  var next: CurveScale {
    let all = CurveScale.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}
