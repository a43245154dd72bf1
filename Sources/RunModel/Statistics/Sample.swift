/// One value a seed, and the sums that intervals are made from.
struct Sample {
  let values: [Double]
  let mean: Double
  /// With n - 1, as that of a sample; 0 for a single value and for values that are all alike.
  let deviation: Double

  init(_ values: [Double]) {
    self.values = values
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    self.mean = mean
    let isConstant = values.allSatisfy { $0 == values[0] }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    deviation = values.count > 1 && !isConstant ? (squares / (count - 1)).squareRoot() : 0
  }

  var count: Int { values.count }

  /// Standard error of the mean.
  var error: Double { deviation / Double(count).squareRoot() }

  var studentInterval: Interval {
    let half = Interval.studentQuantile(degreesOfFreedom: count - 1) * error
    return Interval(low: mean - half, high: mean + half)
  }

  /// Without the quarter at either end, rounded down; of sorted values.
  static func interquartileMean(_ sorted: [Double]) -> Double {
    let cut = sorted.count / 4
    let middle = sorted[cut..<(sorted.count - cut)]
    return middle.reduce(0, +) / Double(middle.count)
  }
}
