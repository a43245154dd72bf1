import RunModel
import TerminalUI

extension DashboardState {
  /// How much of the open runs was read, as long as one of them is read yet.
  var readingShare: Double? {
    guard runs.contains(where: { $0.reading != nil }) else { return nil }
    return runs.reduce(0) { $0 + ($1.reading ?? 1) } / Double(runs.count)
  }

  fileprivate var comparisonQuestion: ComparedArms.Question {
    ComparedArms.Question(
      axis: plots.axis, current: current,
      events: runs.indices.map { $0 == current ? run.eventCount : runs[$0].timeline.eventCount },
      baseline: baseline)
  }

  var comparedArms: ComparedArms {
    if let kept = caches.arms, kept.question == comparisonQuestion { return kept }
    return ComparedArms(comparisonQuestion, comparison)
  }

  /// Works the comparison out again if it shows and something has changed.
  mutating func rememberComparison() {
    guard view == .compare, caches.arms?.question != comparisonQuestion else { return }
    caches.arms = ComparedArms(comparisonQuestion, comparison)
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

  /// The arm that is selected in the comparison, or whose run is.
  var selectedArm: Int? {
    switch CompareView().selectedRow(of: self).map({ ComparisonRow(number: $0) }) {
    case .arm(let arm): arm
    case .run(let run): armRuns.firstIndex { $0.runs.contains(run) }
    case nil: nil
    }
  }

  /// An arm by its sign in its colour; nothing where it has no curve of many.
  func sign(ofArm arm: Int) -> Span? {
    comparedArms.sign(of: arm, selected: selectedArm).map(ComparisonPlot.sign)
  }

  /// The run on the screen is cut at the playhead, the others are whole.
  fileprivate var comparison: Comparison {
    let arms = armRuns
    let usual = arms.first { arm in
      arm.runs.contains { runs[$0].member?.isBaseline == true }
    }
    let chosen = arms.first { $0.name == self.baseline }
    return Comparison(
      title: "",
      arms: arms.map { arm in
        Comparison.Arm(
          name: arm.name, title: arm.runs.first.flatMap { runs[$0].member?.title },
          runs: arm.runs.map { index in
            var compared = ComparedRun(
              name: runs[index].member == nil ? arm.name : runs[index].name,
              seed: runs[index].member?.seed,
              state: index == current ? run : runs[index].timeline.latest,
              configuration: runs[index].configuration)
            compared.isLookedBackAt = index == current && isLookingBack
            return compared
          })
      }, baseline: (chosen ?? usual)?.name)
  }
}
