import RunModel
import TerminalUI

/// The open runs held against each other, kept because intervals take a while to work out.
struct ComparedArms: Sendable {
  /// Everything that the answer depends on.
  struct Question: Equatable, Sendable {
    let axis: Axis
    let current: Int
    let events: [Int]
  }

  let question: Question
  let comparison: Comparison
  let curves: [(arm: Int, series: PlotSeries)]
  let table: ComparisonTable
  let summaries: [ArmSummary]
  /// What keeps the arms from being compared as they stand.
  let cautions: [String]

  init(_ state: DashboardState) {
    question = state.comparisonQuestion
    comparison = state.comparison
    curves = ComparisonPlot.curves(comparison, axis: state.axis)
    table = ComparisonTable(comparison, axis: state.axis)
    summaries = comparison.summaries
    cautions = comparison.differences.map(String.init(describing:)) + comparison.remarks
  }
}

extension ComparedArms {
  /// Bands of more arms than this lie over each other until nothing can be seen.
  private static let readableBands = 3

  /// Whether only some arms show their uncertainty in the plot.
  var hidesBands: Bool { curves.count > Self.readableBands }

  /// The curves; of many arms only the selected one and the baseline have their bands.
  func plot(selected: Int?, xLabel: String) -> LinePlot {
    let series = curves.map { curve in
      var series = curve.series
      let arm = comparison.arms[curve.arm]
      series.name = arm.title
      if hidesBands, curve.arm != selected, arm.name != comparison.baseline { series.band = [] }
      return series
    }
    return ComparisonPlot.plot(series, of: comparison, xLabel: xLabel)
  }

  /// What a curve and its band are: "mean, 95 % of 5 seeds".
  var bandWords: String? {
    let counts = summaries.map(\.seeds.count).filter { $0 > 0 }
    guard let fewest = counts.min(), let most = counts.max() else { return nil }
    return fewest == most
      ? ComparisonPlot.band(of: most) : "mean, 95 % of \(fewest) to \(most) seeds"
  }
}

extension DashboardState {
  fileprivate var comparisonQuestion: ComparedArms.Question {
    ComparedArms.Question(
      axis: axis, current: current,
      events: runs.indices.map { $0 == current ? run.eventCount : runs[$0].timeline.eventCount })
  }

  var comparedArms: ComparedArms {
    if let compared, compared.question == comparisonQuestion { return compared }
    return ComparedArms(self)
  }

  /// Works the comparison out again if it shows and something has changed.
  ///
  /// Not for every piece of a log that is read: then it is done for the pictures that are drawn.
  mutating func rememberComparison(after message: Message) {
    guard view == .compare, compared?.question != comparisonQuestion else { return }
    if case .eventsArrived = message { return }
    compared = ComparedArms(self)
  }

  /// The open runs by arm, in the order in which the arms come; a run that is of no experiment is
  /// an arm of its own.
  var armRuns: [(name: String, runs: [Int])] {
    var arms: [(name: String, runs: [Int])] = []
    for index in runs.indices {
      guard let member = runs[index].member else {
        arms.append(("\(index + 1) \(runs[index].name)", [index]))
        continue
      }
      if let place = arms.firstIndex(where: { $0.name == member.arm }) {
        arms[place].runs.append(index)
      } else {
        arms.append((member.arm, [index]))
      }
    }
    return arms
  }

  /// The run on the screen is cut at the playhead, the others are whole.
  fileprivate var comparison: Comparison {
    let arms = armRuns
    let baseline = arms.first { arm in
      arm.runs.contains { runs[$0].member?.isBaseline == true }
    }
    return Comparison(
      title: "",
      arms: arms.map { arm in
        Comparison.Arm(
          name: arm.name, title: arm.runs.first.flatMap { runs[$0].member?.title },
          runs: arm.runs.map { index in
            ComparedRun(
              name: runs[index].member == nil ? arm.name : runs[index].name,
              seed: runs[index].member?.seed,
              state: index == current ? run : runs[index].timeline.latest,
              configuration: runs[index].configuration)
          })
      }, baseline: baseline?.name)
  }
}
