import RLCore

/// The quantities that claims are judged by, an arm at a time, one value a seed.
struct ArmMeasures {
  let results: ExperimentResults

  typealias BySeed = [Int: Double]

  /// Runs that came to their end; the others would be compared at another place.
  func finished(_ arm: String) -> [Int: RunState] {
    (results.states[arm] ?? [:]).filter {
      if case .finished = $0.value.status { true } else { false }
    }
  }

  /// A value of each finished run that has one.
  func values(_ arm: String, _ value: (RunState) -> Double?) -> BySeed {
    finished(arm).compactMapValues { value($0).flatMap { $0.isFinite ? $0 : nil } }
  }

  /// Held-out success at the end.
  func finals(_ arm: String) -> BySeed {
    values(arm) { $0.evaluations(named: "heldout").last?.record.successRate }
  }

  /// Mean held-out success of several arms from the beginning to a share of what all of them
  /// reach on an axis, seed by seed.
  func areas(_ arms: [String], over axis: CostAxis, upTo share: Double = 1) -> [String: BySeed] {
    var areas: [String: BySeed] = [:]
    for seed in finished(arms.first ?? "").keys {
      let states = arms.compactMap { finished($0)[seed] }
      guard states.count == arms.count else { continue }
      let curves = states.map { $0.curve(over: axis) }
      guard let range = LearningCurve.commonRange(of: curves) else { continue }
      let end = range.lowerBound + share * (range.upperBound - range.lowerBound)
      for (arm, curve) in zip(arms, curves) {
        areas[arm, default: [:]][seed] = curve.meanHeight(from: range.lowerBound, to: end)
      }
    }
    return areas
  }

  /// Held-out success of two arms where the one that spends less ends.
  func atEqual(_ axis: CostAxis, _ arm: String, _ other: String) -> (BySeed, BySeed) {
    var values: (BySeed, BySeed) = ([:], [:])
    for (seed, state) in finished(arm) {
      guard let pair = finished(other)[seed] else { continue }
      let curves = [state.curve(over: axis), pair.curve(over: axis)]
      guard let end = LearningCurve.commonRange(of: curves)?.upperBound else { continue }
      values.0[seed] = curves[0].value(at: end)
      values.1[seed] = curves[1].value(at: end)
    }
    return values
  }

  /// Where on an axis that is, in words: ", 8100 to 12300"; empty where no seed has both arms.
  func ends(_ axis: CostAxis, _ arm: String, _ other: String) -> String {
    let ends = finished(arm).compactMap { seed, state in
      finished(other)[seed].flatMap { pair in
        LearningCurve.commonRange(of: [state.curve(over: axis), pair.curve(over: axis)])?.upperBound
      }
    }
    guard let fewest = ends.min(), let most = ends.max() else { return "" }
    let (low, high) = (Int(fewest.rounded()), Int(most.rounded()))
    return low == high ? ", \(low)" : ", \(low) to \(high)"
  }

  /// The largest fall of held-out success below what it had reached before.
  func drawdowns(_ arm: String) -> BySeed {
    values(arm) { state in
      var best = 0.0
      var fall = 0.0
      for point in state.evaluations(named: "heldout") {
        best = max(best, point.record.successRate)
        fall = max(fall, best - point.record.successRate)
      }
      return fall
    }
  }

  /// Share of a row type's groups that have a gradient, over a run.
  func informativeGroups(_ arm: String, _ kind: RowKind) -> BySeed {
    values(arm) { state in
      let rows = state.steps.compactMap { $0.update?.rows[kind] }
      let groups = rows.reduce(0) { $0 + $1.groups }
      let alike = rows.reduce(0) { $0 + $1.failedWithoutGradient + $1.solvedWithoutGradient }
      return groups > 0 ? Double(groups - alike) / Double(groups) : nil
    }
  }

  static func figure(_ label: String, _ values: BySeed) -> ClaimJudgement.Figure? {
    Estimate(meanOf: values.sorted { $0.key < $1.key }.map(\.value)).map { .init(label, $0) }
  }

  static func difference(
    _ label: String, _ values: BySeed, _ baseline: BySeed
  ) -> (direction: PairedDifference.Direction, figure: ClaimJudgement.Figure)? {
    PairedDifference(of: values, against: baseline).map {
      ($0.direction, .init(label, $0.estimate))
    }
  }

  /// A verdict by the side of a limit that the interval of a figure lies on.
  static func verdict(
    _ figure: ClaimJudgement.Figure?, above limit: Double = 0
  ) -> ClaimJudgement.Verdict {
    guard let interval = figure?.estimate.interval else { return .undecided }
    return interval.low > limit ? .confirmed : interval.high < limit ? .refuted : .undecided
  }
}
