/// The mean learning curve of an arm, with its uncertainty at each place.
package struct ArmCurve: Sendable {
  package var arm: String
  package var title: String
  package var places: [(x: Double, estimate: Estimate)]
  /// Seeds behind it.
  package var seeds: Int

  /// Resamples for a band, of which no digit is read.
  private static let replicates = 999

  /// Up to where all runs of the arm reach; `nil` if none was evaluated.
  package init?(
    _ arm: Comparison.Arm, runs: [ComparedRun], axis: CostAxis, evaluation: String = "heldout"
  ) {
    let curves = runs.map { $0.state.curve(evaluation, over: axis) }.filter { !$0.points.isEmpty }
    guard !curves.isEmpty else { return nil }
    self.arm = arm.name
    title = arm.title
    seeds = curves.count
    places = LearningCurve.commonPlaces(of: curves).compactMap { x in
      Estimate(
        meanOf: curves.compactMap { $0.value(at: x) }, within: 0...1, replicates: Self.replicates
      ).map { (x, $0) }
    }
  }
}

extension Comparison {
  package func curves(over axis: CostAxis) -> [ArmCurve] {
    arms.compactMap { ArmCurve($0, runs: counted($0), axis: axis) }
  }
}
