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
  /// Whether every observation so far was 0 or 1.
  private var isBinary = true

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
    isBinary = isBinary && cluster.allSatisfy { $0 == 0 || $0 == 1 }
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
    isBinary = false
  }

  func pack(into bytes: inout PackedWriter) {
    bytes.put(count)
    bytes.put(clusters)
    guard clusters > 0 else { return }
    for number in [sum, sumSquared, sumTimesSize, sizeSquared] { bytes.put(number) }
    bytes.put(isBinary)
  }

  init(from bytes: inout PackedReader) {
    count = bytes.integer()
    clusters = bytes.integer()
    guard clusters > 0 else { return }
    sum = bytes.number()
    sumSquared = bytes.number()
    sumTimesSize = bytes.number()
    sizeSquared = bytes.number()
    isBinary = bytes.flag()
  }

  package static func + (left: Self, right: Self) -> Self {
    var both = left
    both.count += right.count
    both.clusters += right.clusters
    both.sum += right.sum
    both.sumSquared += right.sumSquared
    both.sumTimesSize += right.sumTimesSize
    both.sizeSquared += right.sizeSquared
    both.isBinary = left.isBinary && right.isBinary
    return both
  }

  /// The mean over all observations, or `nil` if there is none.
  package var mean: Double? { count > 0 ? sum / Double(count) : nil }

  /// 95 % interval of the mean from the spread between clusters (Cochran, "Sampling
  /// Techniques", section 9A: ratio of cluster totals to cluster sizes).
  ///
  /// - Returns: `nil` with fewer than two clusters, and where all of them are alike: both say
  ///   nothing about spread, and an interval without a width would promise certainty.
  package var interval: Interval? {
    guard let mean, let error, error > 0 else { return nil }
    let half = Interval.studentQuantile(degreesOfFreedom: clusters - 1) * error
    return Interval(low: mean - half, high: mean + half)
  }

  /// 95 % interval of a mean of numbers from 0 to 1, which stays between them and has a width.
  ///
  /// Wilson's, of as many observations as the clusters are worth (Korn and Graubard, "Confidence
  /// intervals for proportions with small expected number of positive counts", 1998): those that
  /// would spread as much if each were drawn by itself. Where all clusters are alike each of them
  /// counts as one.
  ///
  /// - Returns: `nil` with fewer than two clusters.
  package var shareInterval: Interval? {
    guard let mean, let error, mean >= 0, mean <= 1 else { return nil }
    var worth = Double(clusters)
    if error > 0, mean > 0, mean < 1 {
      worth = mean * (1 - mean) / (error * error)
      // Shares of one prompt that happen to agree say no more than as many prompts.
      if isBinary { worth = min(worth, Double(count)) }
    }
    return .wilson(
      share: mean, of: worth, quantile: Interval.studentQuantile(degreesOfFreedom: clusters - 1))
  }

  /// The standard error of the mean.
  private var error: Double? {
    guard clusters > 1, let mean else { return nil }
    let residual = max(0, sumSquared - 2 * mean * sumTimesSize + mean * mean * sizeSquared)
    let k = Double(clusters)
    let error = (k / (k - 1) * residual).squareRoot() / Double(count)
    // What rounding leaves of nothing is nothing.
    return error > 1e-9 * max(1, mean.magnitude) ? error : 0
  }
}
