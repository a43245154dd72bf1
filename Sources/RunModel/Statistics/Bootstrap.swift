import RLCore

extension Interval {
  /// Percentile interval of the mean by drawing whole clusters with replacement (Efron, 1979).
  ///
  /// Assumes no shape of the distribution; the seed makes it the same every time.
  ///
  /// - Returns: `nil` with fewer than two clusters that hold anything.
  package static func bootstrapMean(
    clusters: [[Double]], replicates: Int = 2000, seed: UInt64 = 1
  ) -> Interval? {
    let filled = clusters.filter { !$0.isEmpty }
    guard filled.count > 1, replicates > 1 else { return nil }
    let totals = filled.map { (sum: $0.reduce(0, +), size: Double($0.count)) }
    var generator = SeededGenerator(seed: seed)
    var means: [Double] = []
    means.reserveCapacity(replicates)
    for _ in 0..<replicates {
      var sum = 0.0
      var size = 0.0
      for _ in totals {
        let drawn = totals[Int.random(in: 0..<totals.count, using: &generator)]
        sum += drawn.sum
        size += drawn.size
      }
      means.append(sum / size)
    }
    means.sort()
    return Interval(
      low: means[Int(0.025 * Double(replicates - 1))],
      high: means[Int((0.975 * Double(replicates - 1)).rounded(.up))])
  }
}
