import RunModel
import Testing

struct StatisticsTests {
  @Test func `Wilson's interval agrees with published figures`() throws {
    // Newcombe, "Two-sided confidence intervals for the single proportion" (1998), table I.
    let table: [(successes: Int, count: Int, low: Double, high: Double)] = [
      (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
      (1, 29, 0.0061, 0.1718),
    ]
    for row in table {
      let interval = try #require(Interval.wilson(successes: row.successes, of: row.count))
      #expect(abs(interval.low - row.low) < 1e-4, "\(row)")
      #expect(abs(interval.high - row.high) < 1e-4, "\(row)")
    }
    #expect(Interval.wilson(successes: 0, of: 0) == nil)
    #expect(Interval.wilson(successes: 5, of: 5)?.high == 1)
  }

  @Test func `Student's quantile agrees with the tables`() {
    let table = [1: 12.706, 2: 4.303, 3: 3.182, 5: 2.571, 10: 2.228, 30: 2.042, 1000: 1.962]
    for (degrees, quantile) in table {
      let found = Interval.studentQuantile(degreesOfFreedom: degrees)
      #expect(abs(found / quantile - 1) < 0.01, "\(degrees): \(found)")
    }
  }

  @Test func `a clustered mean of single observations is the ordinary mean`() throws {
    var mean = ClusteredMean()
    for value in [1.0, 2, 3, 4] { mean.add(cluster: [value]) }
    #expect(mean.mean == 2.5)
    // Standard error of 1, 2, 3, 4: √(5/3)/2; t of three degrees of freedom.
    let half = try #require(mean.interval).halfWidth
    #expect(abs(half - 3.182 * (5.0 / 3).squareRoot() / 2) < 0.02)
  }

  @Test func `copies inside a cluster do not narrow the interval`() {
    var single = ClusteredMean()
    var copied = ClusteredMean()
    for value in [0.0, 1, 0, 1, 1] {
      single.add(cluster: [value])
      copied.add(cluster: [value, value, value])
    }
    #expect(copied.count == 15)
    #expect(copied.mean == single.mean)
    #expect(abs((copied.interval?.low ?? 9) - (single.interval?.low ?? 0)) < 1e-12)
  }

  @Test func `spans of a run can be added`() {
    let clusters = [[0.5, 1], [0], [1, 1, 0], [0.25]]
    var whole = ClusteredMean()
    var first = ClusteredMean()
    var rest = ClusteredMean()
    for (index, cluster) in clusters.enumerated() {
      whole.add(cluster: cluster)
      if index < 2 { first.add(cluster: cluster) } else { rest.add(cluster: cluster) }
    }
    #expect(first + rest == whole)
    #expect(ClusteredMean().mean == nil)
    #expect(ClusteredMean().interval == nil)
  }

  @Test func `a share is smoothed by how many attempts it stands for`() {
    let even = Smoothing.share(of: [8, 0], in: [16, 16], span: 3)
    // Half of 8 and none, in half of 16 and 16.
    let sixth = 4.0 / 24
    #expect(even == [0.5, sixth])
    // One failure among many successes hardly moves the curve.
    let rare = Smoothing.share(of: [30, 0, 0], in: [30, 1, 0], span: 3)
    let dented = 15.0 / 16
    #expect(rare == [1, dented, dented])
    #expect(Smoothing.share(of: [0, 1], in: [0, 2], span: 1) == [nil, 0.5])
  }

  @Test func `smoothing keeps constants, gaps and the first point`() {
    let smooth = Smoothing.average([2, nil, 2, .nan, 2], span: 4)
    #expect(smooth.map { $0 ?? -1 } == [2, -1, 2, -1, 2])
    let step = Smoothing.average([1, 3], span: 3)
    // Debiased weights of span 3: (0.25·1 + 0.5·3) / 0.75.
    #expect(step[0] == 1)
    #expect(abs((step[1] ?? 0) - 7.0 / 3) < 1e-12)
    #expect(Smoothing.average([1, .infinity, 5], span: 1) == [1, nil, 5])
  }

  @Test func `an interval of a share stays between 0 and 1 and never lacks a width`() throws {
    var mean = ClusteredMean()
    for _ in 0..<9 { mean.add(cluster: [1, 1, 1, 1]) }
    // All clusters are alike, so each counts once: Wilson of 9 of 9 with Student's t of 8.
    let alike = try #require(mean.shareInterval)
    #expect(abs(alike.low - 9 / (9 + 2.306004 * 2.306004)) < 1e-5 && abs(alike.high - 1) < 1e-9)
    #expect(mean.interval == nil)
    mean.add(cluster: [0])
    let mixed = try #require(mean.shareInterval)
    #expect(mixed.low > 0.5 && mixed.high < 1 && mixed.low < 36 / 37.0 && mixed.high > 36 / 37.0)
    // A single prompt says nothing of others.
    var single = ClusteredMean()
    single.add(cluster: [0, 1])
    #expect(single.shareInterval == nil)
  }

  @Test func `what memory adds is withheld where no two steps compare it at equal times`() {
    var sums = QualitySums()
    sums[.winWithMemory].add(cluster: [1, 1])
    sums[.winWithoutMemory].add(cluster: [0])
    var value: ReflectionMetric? { sums.metrics.first { $0.id == .memoryValue } }
    #expect(value?.value == nil && value?.withheld?.hasPrefix("no step") == true)
    sums[.memoryValue].add(cluster: [1, 0])
    #expect(value?.value == nil && value?.withheld?.hasPrefix("only one step") == true)
    sums[.memoryValue].add(cluster: [0.5])
    #expect(value?.value == 0.5 && value?.count == 3 && value?.withheld == nil)
  }
}
