/// A range that a quantity lies in with 95 % confidence.
package struct Interval: Sendable, Equatable {
  package var low: Double
  package var high: Double

  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Half of the width, for "±".
  package var halfWidth: Double { (high - low) / 2 }
}

extension Interval {
  /// The 97.5 % point of the standard normal distribution.
  package static let normalQuantile = 1.959_963_984_540_054

  /// Wilson's score interval of a share (Wilson, "Probable inference", 1927).
  ///
  /// Unlike the textbook interval it stays within 0…1 and has a width at 0 of n and n of n.
  ///
  /// - Returns: `nil` if nothing was counted.
  package static func wilson(successes: Int, of count: Int) -> Interval? {
    guard count > 0, successes >= 0, successes <= count else { return nil }
    var interval = wilson(
      share: Double(successes) / Double(count), of: Double(count), quantile: normalQuantile)
    if successes == 0 { interval.low = 0 }
    if successes == count { interval.high = 1 }
    return interval
  }

  /// The same of a share of so many observations, which need not be a whole number.
  static func wilson(share: Double, of n: Double, quantile z: Double) -> Interval {
    let scale = 1 + z * z / n
    let centre = (share + z * z / (2 * n)) / scale
    let half = z / scale * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(low: max(0, centre - half), high: min(1, centre + half))
  }

  /// The 97.5 % point of Student's t, by the expansion of Cornish and Fisher.
  ///
  /// The first ten degrees of freedom are the tables' own; above, it is within 0.0001 of them.
  package static func studentQuantile(degreesOfFreedom: Int) -> Double {
    switch degreesOfFreedom {
    case ...1: return studentTable[0]
    case ...studentTable.count: return studentTable[degreesOfFreedom - 1]
    default:
      let d = Double(degreesOfFreedom)
      let z = normalQuantile
      let z2 = z * z
      let first = z * (z2 + 1) / 4
      let second = z * ((5 * z2 + 16) * z2 + 3) / 96
      let third = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384
      return z + first / d + second / (d * d) + third / (d * d * d)
    }
  }

  private static let studentTable = [
    12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157,
    2.228139,
  ]
}
