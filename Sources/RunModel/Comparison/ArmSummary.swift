/// What the runs of an arm came to, each at its own end.
package struct ArmSummary: Sendable {
  package var arm: String
  package var title: String
  /// Seeds of the runs that count.
  package var seeds: [Int]
  /// Success of the last held-out evaluation.
  package var heldOut: Estimate?
  /// The same without the best and the worst quarter; from ten seeds on.
  package var middleHeldOut: Estimate?
  /// Wilson's interval of the only run, where there is one run: over its tasks, not over seeds.
  package var ofTasks: EvaluationRecord?
  package var spent: [CostAxis: Estimate] = [:]
  package var published: [PublishedValue]

  package init(_ arm: Comparison.Arm, runs: [ComparedRun]) {
    self.arm = arm.name
    title = arm.title
    published = arm.published
    seeds = runs.map(\.seed)
    let rates = runs.compactMap { $0.heldOut?.successRate }
    heldOut = Estimate(meanOf: rates, within: 0...1)
    middleHeldOut = Estimate(interquartileMeanOf: rates)
    ofTasks = runs.count == 1 ? runs.first?.heldOut : nil
    for axis in CostAxis.allCases {
      spent[axis] = Estimate(meanOf: runs.compactMap { $0.spent(axis) })
    }
  }
}

extension Comparison {
  package var summaries: [ArmSummary] { arms.map { ArmSummary($0, runs: counted($0)) } }
}
