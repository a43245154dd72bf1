/// What of a learning curve is compared.
package enum ComparisonMeasure: String, Sendable, CaseIterable {
  /// Success where the shortest run ends.
  case final
  /// Mean height of the curve up to there.
  case area
  /// Mean height over the first third of the way.
  case earlyArea = "early_area"

  package var words: String {
    switch self {
    case .final: "success at the end"
    case .area: "mean height of the curve"
    case .earlyArea: "mean height over the first third"
    }
  }
}

/// Arms held against each other on one axis, at equal amounts of what it measures.
package struct ComparisonTable: Sendable {
  package struct Row: Sendable {
    package var arm: String
    package var title: String
    /// Each run's value by its seed; what a curve does not reach is absent.
    package var values: [ComparisonMeasure: [Int: Double]]
    /// Seeds whose curve has no measurement where it is compared, only one before and one behind.
    package var readBetween: Set<Int>
    package var estimates: [ComparisonMeasure: Estimate]
    /// Against the baseline, seed by seed; none for the baseline itself.
    package var differences: [ComparisonMeasure: PairedDifference]
  }

  package var axis: CostAxis
  /// From where to where all curves reach; `nil` if they have nothing in common.
  package var range: ClosedRange<Double>?
  package var rows: [Row] = []

  /// Compares by success of first attempts in the held-out evaluations.
  package init(_ comparison: Comparison, axis: CostAxis) {
    self.axis = axis
    let curves = comparison.arms.map { arm in
      comparison.counted(arm).map { (seed: $0.seed, curve: $0.state.curve(over: axis)) }
        .filter { !$0.curve.points.isEmpty }
    }
    range = LearningCurve.commonRange(of: curves.flatMap { $0.map(\.curve) })
    rows = zip(comparison.arms, curves).map { arm, curves in
      var values: [ComparisonMeasure: [Int: Double]] = [:]
      for measure in ComparisonMeasure.allCases {
        for (seed, curve) in curves {
          values[measure, default: [:]][seed] = range.flatMap { value(measure, of: curve, in: $0) }
        }
      }
      return Row(
        arm: arm.name, title: arm.title, values: values,
        readBetween: Set(
          range.map { range in
            curves.filter { !$0.curve.isMeasured(at: range.upperBound) }.map(\.seed)
          } ?? []),
        estimates: values.compactMapValues { Estimate(meanOf: $0, within: 0...1) },
        differences: [:])
    }
    compare(with: comparison.baseline)
  }

  private mutating func compare(with baseline: String?) {
    guard let base = rows.first(where: { $0.arm == baseline }) else { return }
    for index in rows.indices where rows[index].arm != baseline {
      for measure in ComparisonMeasure.allCases {
        rows[index].differences[measure] = PairedDifference(
          of: rows[index].values[measure] ?? [:], against: base.values[measure] ?? [:],
          within: -1...1)
      }
    }
  }

  private func value(
    _ measure: ComparisonMeasure, of curve: LearningCurve, in range: ClosedRange<Double>
  ) -> Double? {
    let (from, to) = (range.lowerBound, range.upperBound)
    return switch measure {
    case .final: curve.value(at: to)
    case .area: curve.meanHeight(from: from, to: to)
    case .earlyArea: curve.meanHeight(from: from, to: from + (to - from) / 3)
    }
  }
}

extension Estimate {
  /// Mean over seeds, in the order of the seeds, so that the last digit is always the same.
  package init?(meanOf values: [Int: Double], within range: ClosedRange<Double>? = nil) {
    self.init(
      meanOf: values.sorted { $0.key < $1.key }.map(\.value), within: range)
  }
}
