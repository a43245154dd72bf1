import Basics
import RunModel
import TerminalUI

/// The open runs held against each other, kept because intervals take a while to work out.
struct ComparedArms: Sendable {
  /// Everything that the answer depends on.
  struct Question: Equatable, Sendable {
    let axis: Axis
    let current: Int
    let events: [Int]
    let baseline: String?
  }

  let question: Question
  let comparison: Comparison
  let curves: [(arm: Int, series: PlotSeries)]
  let table: ComparisonTable
  let summaries: [ArmSummary]
  /// What keeps the arms from being compared as they stand.
  let cautions: [String]

  init(_ question: Question, _ comparison: Comparison) {
    self.question = question
    self.comparison = comparison
    curves = ComparisonPlot.curves(comparison, axis: question.axis)
    table = ComparisonTable(comparison, axis: question.axis)
    summaries = comparison.summaries
    cautions = comparison.differences.map(String.init(describing:)) + comparison.remarks
  }
}

extension ComparedArms {
  /// Bands of more arms than this lie over each other until nothing can be seen.
  private static let readableBands = 3

  private static let legendWidth = 28

  /// The titles of the arms, shortened where they are alike.
  func titles(within width: Int) -> [String] {
    TellingApart.shortened(comparison.arms.map(\.title), to: width)
  }

  /// Curves of more arms than this cannot be told apart, nor named above the plot.
  private static let readableCurves = 6

  /// Whether only some arms show their uncertainty in the plot.
  var hidesBands: Bool { curves.count > Self.readableBands }

  /// Whether only some arms have a curve at all.
  var hidesCurves: Bool { curves.count > Self.readableCurves }

  /// The arms that are drawn, the selected one last and so on top of the others, the method before.
  private func drawn(selected: Int?) -> [(arm: Int, series: PlotSeries)] {
    let best = curves.max { last($0.series) < last($1.series) }?.arm
    func rank(_ arm: Int) -> Int {
      if arm == selected { return 3 }
      if arm == method { return 2 }
      return arm == best || comparison.arms[arm].name == comparison.baseline ? 1 : 0
    }
    return curves.filter { !hidesCurves || rank($0.arm) > 0 }
      .enumerated().sorted { (rank($0.1.arm), $0.0) < (rank($1.1.arm), $1.0) }.map(\.1)
  }

  /// The arm that the others are there to be compared with, which comes first.
  private var method: Int? {
    comparison.arms.indices.first { comparison.arms[$0].name != comparison.baseline }
  }

  private func last(_ series: PlotSeries) -> Double { series.points.last?.y ?? 0 }

  /// The curves; of many arms only the selected one, the method and the baseline have their bands.
  func plot(selected: Int?, xLabel: String, isMarked: Bool = false) -> LinePlot {
    let titles = titles(within: Self.legendWidth)
    let series = drawn(selected: selected).map { curve in
      var series = curve.series
      let arm = comparison.arms[curve.arm]
      series.name = titles[curve.arm]
      let isShown = [selected, method].contains(curve.arm) || arm.name == comparison.baseline
      if hidesBands, !isShown { series.band = [] }
      return series
    }
    var plot = ComparisonPlot.plot(series, of: comparison, xLabel: xLabel)
    // Of many arms two that are drawn may have one colour.
    plot.isMarked = isMarked || Set(series.map(\.style)).count < series.count
    return plot
  }

  /// All arms with all bands, to be taken along.
  func wholePlot(xLabel: String) -> LinePlot {
    ComparisonPlot.plot(curves.map(\.series), of: comparison, xLabel: xLabel)
  }

  /// What a curve and its band are: "mean, 95 % of 5 seeds".
  var bandWords: String? {
    let counts = summaries.map(\.seeds.count).filter { $0 > 0 }
    guard let fewest = counts.min(), let most = counts.max() else { return nil }
    return fewest == most
      ? ComparisonPlot.band(of: most) : "mean, 95 % of \(fewest) to \(most) seeds"
  }
}
