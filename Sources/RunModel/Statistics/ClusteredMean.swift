import Basics

/// A mean of observations that come in clusters, with an interval that knows it.
///
/// Rollouts of one prompt resemble each other, so treating them as independent would promise too
/// much. Everything kept is a sum over clusters, so the means of two spans of a run can be added.
package struct ClusteredMean: Sendable, Equatable {
  /// Observations.
  package private(set) var count = 0
  package private(set) var clusters = 0
  private var sum = 0.0
  /// Over clusters: (sum of the cluster)², sum · size, size².
  private var sumSquared = 0.0
  private var sumTimesSize = 0.0
  private var sizeSquared = 0.0

  package init() {}

  /// Adds the observations of one cluster; an empty one changes nothing.
  package mutating func add(cluster: [Double]) {
    guard !cluster.isEmpty else { return }
    let size = Double(cluster.count)
    let total = cluster.reduce(0, +)
    count += cluster.count
    clusters += 1
    sum += total
    sumSquared += total * total
    sumTimesSize += total * size
    sizeSquared += size * size
  }

  /// Adds one cluster of a ratio: what it cost, and how many it is divided by, which may be none.
  package mutating func add(total: Double, weight: Int) {
    guard total.isFinite, weight >= 0 else { return }
    let size = Double(weight)
    count += weight
    clusters += 1
    sum += total
    sumSquared += total * total
    sumTimesSize += total * size
    sizeSquared += size * size
  }

  func pack(into bytes: inout PackedWriter) {
    bytes.put(count)
    bytes.put(clusters)
    guard clusters > 0 else { return }
    for number in [sum, sumSquared, sumTimesSize, sizeSquared] { bytes.put(number) }
  }

  init(from bytes: inout PackedReader) {
    count = bytes.integer()
    clusters = bytes.integer()
    guard clusters > 0 else { return }
    sum = bytes.number()
    sumSquared = bytes.number()
    sumTimesSize = bytes.number()
    sizeSquared = bytes.number()
  }

  package static func + (left: Self, right: Self) -> Self {
    var both = left
    both.count += right.count
    both.clusters += right.clusters
    both.sum += right.sum
    both.sumSquared += right.sumSquared
    both.sumTimesSize += right.sumTimesSize
    both.sizeSquared += right.sizeSquared
    return both
  }

  /// The mean over all observations, or `nil` if there is none.
  package var mean: Double? { count > 0 ? sum / Double(count) : nil }

  /// 95 % interval of the mean from the spread between clusters (Cochran, "Sampling
  /// Techniques", section 9A: ratio of cluster totals to cluster sizes).
  ///
  /// - Returns: `nil` with fewer than two clusters, which say nothing about spread.
  package var interval: Interval? {
    guard clusters > 1, let mean else { return nil }
    let residual = max(0, sumSquared - 2 * mean * sumTimesSize + mean * mean * sizeSquared)
    let k = Double(clusters)
    let error = (k / (k - 1) * residual).squareRoot() / Double(count)
    let half = Interval.studentQuantile(degreesOfFreedom: clusters - 1) * error
    return Interval(low: mean - half, high: mean + half)
  }
}
