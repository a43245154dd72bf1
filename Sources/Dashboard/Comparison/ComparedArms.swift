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
    cautions =
      comparison.earlierMoments + comparison.differences.map { Self.words($0, comparison) }
      + comparison.remarks
  }
}

extension ComparedArms {
  /// Bands of more arms than this lie over each other until nothing can be seen.
  private static let readableBands = 3

  private static let legendWidth = 28

  /// The titles of the arms, shortened where they are alike.
  func titles(within width: Int) -> [String] {
    let titles = comparison.arms.map(\.title)
    // Runs are counted before their names, and the numbers say nothing of how those differ.
    let numbers = titles.map { String($0.prefix(while: \.isNumber)) + " " }
    let areCounted =
      zip(titles, numbers).allSatisfy { $0.count > $1.count && $0.hasPrefix($1) }
      && numbers.allSatisfy { $0.count > 1 }
    guard areCounted else { return TellingApart.shortened(titles, to: width) }
    let names = zip(titles, numbers).map { String($0.dropFirst($1.count)) }
    let longest = numbers.map(\.count).max() ?? 0
    return zip(numbers, TellingApart.shortened(names, to: width - longest)).map { $0 + $1 }
  }

  /// A difference with the names that the table has, and of many numbers how far they reach.
  private static func words(_ difference: ComparisonDifference, _ comparison: Comparison) -> String
  {
    let numbers = difference.values.compactMap { Double($0.value) }
    if numbers.count == difference.values.count, numbers.count > 4, let least = numbers.min(),
      let most = numbers.max()
    {
      return "\(difference.subject) differ: \(Figures.short(least)) to \(Figures.short(most))"
    }
    var named = difference
    named.values = difference.values.map { value, arms in
      let number = Double(value).flatMap { $0 >= 10_000 ? Figures.short($0) : nil }
      return (number ?? value, arms.map { comparison.arm(named: $0)?.title ?? $0 })
    }
    return String(describing: named)
  }

  /// Curves of more arms than this cannot be told apart, nor named above the plot.
  private static let readableCurves = 6

  /// Whether only some arms show their uncertainty in the plot.
  var hidesBands: Bool { curves.count > Self.readableBands }

  /// Whether only some arms have a curve at all.
  var hidesCurves: Bool { curves.count > Self.readableCurves }

  /// Of many arms those that have a curve whatever is selected, in the order of the table.
  private var leaders: [Int] {
    let best = curves.max { last($0.series) < last($1.series) }?.arm
    let baseline = comparison.arms.firstIndex { $0.name == comparison.baseline }
    let wanted = Set([method, baseline, best].compactMap { $0 })
    return curves.map(\.arm).filter(wanted.contains)
  }

  /// The place of an arm among signs and colours.
  ///
  /// The best of them go to arms that have a curve; `nil` where a sign would have none in the plot.
  func sign(of arm: Int, selected: Int?) -> Int? {
    guard hidesCurves else {
      guard comparison.arms.count > ComparisonPlot.signs.count else { return arm }
      let drawn = curves.map(\.arm)
      let order = drawn + comparison.arms.indices.filter { !drawn.contains($0) }
      return order.firstIndex(of: arm)
    }
    let leaders = leaders
    if let place = leaders.firstIndex(of: arm) { return place }
    return arm == selected ? leaders.count : nil
  }

  /// The arm that the others are there to be compared with, which comes first.
  private var method: Int? {
    comparison.arms.indices.first { comparison.arms[$0].name != comparison.baseline }
  }

  private func last(_ series: PlotSeries) -> Double { series.points.last?.y ?? 0 }

  /// The curves, the selected one over the others.
  ///
  /// Of many arms only the selected one, the method and the baseline have their bands, and only one
  /// arm where no colour says whose bars they are.
  func plot(selected: Int?, xLabel: String, isMarked: Bool = false) -> LinePlot {
    let titles = titles(within: Self.legendWidth)
    let drawn = curves.filter { sign(of: $0.arm, selected: selected) != nil }
    let front = drawn.first { $0.arm == selected } ?? drawn.first
    let series = drawn.map { curve in
      var series = curve.series
      let arm = comparison.arms[curve.arm]
      let look = sign(of: curve.arm, selected: selected) ?? curve.arm
      series.marker = ComparisonPlot.marker(look)
      series.style = .series(look)
      series.name = titles[curve.arm]
      series.isFront = curve.arm == selected
      let isShown = [selected, method].contains(curve.arm) || arm.name == comparison.baseline
      if isMarked ? curve.arm != front?.arm : hidesBands && !isShown { series.band = [] }
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

  /// What a curve and its band are: "mean, 95 % intervals over 5 seeds".
  var bandWords: String? {
    let counts = summaries.map(\.seeds.count).filter { $0 > 0 }
    guard let fewest = counts.min(), let most = counts.max() else { return nil }
    return fewest == most
      ? ComparisonPlot.band(of: most) : "mean, 95 % intervals over \(fewest) to \(most) seeds"
  }

  /// Which arms have a curve, or bars where not all have: from all of it to what is short.
  func drawnWords(isMarked: Bool) -> [String] {
    if hidesCurves {
      return [
        "drawn: the selected arm, the method, the baseline (these with bars), the best",
        "drawn: the selected, the method, the baseline, the best",
      ]
    }
    if isMarked, curves.count > 1 { return ["bars: the selected arm"] }
    return hidesBands
      ? ["bars: the selected arm, the method, the baseline", "bars: the selected, the baseline"]
      : []
  }
}
