/// How much better one arm is than another, seed by seed.
///
/// Runs of one seed share their tasks and the weights that they began with, so the difference
/// within a seed varies less than either value. Coverage is that of `Estimate`'s mean, applied to
/// the differences.
package struct PairedDifference: Sendable, Equatable {
  package var estimate: Estimate
  /// Seeds that only one of the two has, which nothing can be paired with.
  package var unpaired: [Int]

  /// There is none if no seed is in both.
  ///
  /// - Parameters:
  ///   - values: of the arm, by seed.
  ///   - baseline: of the arm that it is compared with, by seed.
  ///   - range: where the difference lies for certain, such as -1…1 of shares.
  package init?(
    of values: [Int: Double], against baseline: [Int: Double],
    within range: ClosedRange<Double>? = nil
  ) {
    let own = values.filter { $0.value.isFinite }
    let other = baseline.filter { $0.value.isFinite }
    let seeds = own.keys.filter { other[$0] != nil }.sorted()
    let differences = seeds.compactMap { seed -> Double? in
      guard let value = own[seed], let base = other[seed] else { return nil }
      return value - base
    }
    guard let estimate = Estimate(meanOf: differences, within: range) else { return nil }
    self.estimate = estimate
    unpaired = Set(own.keys).symmetricDifference(other.keys).sorted()
  }

  /// What the difference shows at 95 %.
  package enum Direction: Sendable, Equatable {
    case better
    case worse
    case undecided
  }

  package var direction: Direction {
    guard let interval = estimate.interval else { return .undecided }
    return interval.low > 0 ? .better : interval.high < 0 ? .worse : .undecided
  }
}
