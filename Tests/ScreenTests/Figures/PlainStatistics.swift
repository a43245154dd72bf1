import Foundation

/// Statistics as textbooks write them, and numbers as the screen does.
enum PlainStatistics {
  /// The 97.5 % point of Student's t: bisection of an integral of its density.
  static func student(_ degrees: Int) -> Double {
    let d = Double(degrees)
    let scale = exp(lgamma((d + 1) / 2) - lgamma(d / 2)) / (d * .pi).squareRoot()
    func upTo(_ t: Double) -> Double {
      let pieces = 4000
      let width = t / Double(pieces)
      let heights = (0...pieces).map {
        scale * pow(1 + pow(Double($0) * width, 2) / d, -(d + 1) / 2)
      }
      let inner = zip(heights.indices, heights).dropFirst().dropLast()
        .reduce(0) { $0 + ($1.0 % 2 == 1 ? 4 : 2) * $1.1 }
      return (heights[0] + inner + heights[pieces]) * width / 3
    }
    var (low, high) = (0.0, 60.0)
    while high - low > 1e-7 {
      let middle = (low + high) / 2
      if upTo(middle) < 0.475 { low = middle } else { high = middle }
    }
    return low
  }

  /// A mean over clusters: value, standard error, observations.
  struct Mean {
    let value: Double
    let error: Double?
    let count: Int
    let clusters: Int
    var isBinary = false

    /// Half of its 95 % interval.
    var half: Double? {
      error.flatMap { $0 > 1e-9 ? $0 * PlainStatistics.student(clusters - 1) : nil }
    }

    /// Its interval as that of a share.
    var share: (low: Double, high: Double)? {
      guard let error else { return nil }
      var n = Double(clusters)
      if error > 1e-9, value > 0, value < 1 {
        n = value * (1 - value) / (error * error)
        if isBinary { n = min(n, Double(count)) }
      }
      return PlainStatistics.wilson(value, n, PlainStatistics.student(clusters - 1))
    }
  }

  static func mean(_ clusters: [[Double]]) -> Mean? {
    let all = clusters.flatMap { $0 }
    var result = ratio(clusters.map { ($0.reduce(0, +), Double($0.count)) }.filter { $0.1 > 0 })
    result?.isBinary = all.allSatisfy { $0 == 0 || $0 == 1 }
    return result
  }

  /// A ratio of totals, with the spread of its residuals over clusters.
  static func ratio(_ clusters: [(total: Double, size: Double)]) -> Mean? {
    let size = clusters.reduce(0) { $0 + $1.size }
    guard size > 0 else { return nil }
    let value = clusters.reduce(0) { $0 + $1.total } / size
    let k = Double(clusters.count)
    let squares = clusters.reduce(0) { $0 + pow($1.total - value * $1.size, 2) }
    let error = k > 1 ? (k / (k - 1) * squares).squareRoot() / size : nil
    return Mean(value: value, error: error, count: Int(size), clusters: clusters.count)
  }

  static func wilson(
    _ share: Double, _ n: Double, _ z: Double = 1.959964
  ) -> (low: Double, high: Double) {
    let half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    return (max(0, centre - half), min(1, centre + half))
  }

  // MARK: - As the screen writes them

  static func two(_ value: Double) -> String { decimals(value, 2) }

  static func decimals(_ value: Double, _ places: Int) -> String {
    let scale = pow(10, Double(places))
    return String(format: "%.\(places)f", (abs(value) * scale).rounded() / scale)
  }

  static func signed(_ value: Double) -> String { (value < 0 ? "−" : "+") + two(value) }

  static func interval(_ range: (low: Double, high: Double)) -> String {
    let places = two(range.low) == two(range.high) && range.low < range.high ? 3 : 2
    return "[\(decimals(range.low, places))–\(decimals(range.high, places))]"
  }

  /// About three digits, as legends of plots have them.
  static func short(_ value: Double) -> String {
    let size = abs(value)
    let text: String
    switch size {
    case 0: return "0"
    case ..<0.001: text = exponential(size)
    case ..<10_000 where size == size.rounded(): text = decimals(size, 0)
    case ..<1: text = decimals(size, 3)
    case ..<10: text = decimals(size, 2)
    case ..<100: text = decimals(size, 1)
    case ..<10_000: text = decimals(size, 0)
    case ..<100_000: text = decimals(size / 1000, size < 10_000 ? 2 : 1) + "k"
    default: text = decimals(size / 1000, 0) + "k"
    }
    return (value < 0 ? "-" : "") + text
  }

  private static func exponential(_ size: Double) -> String {
    var exponent = Int(floor(log10(size)))
    var mantissa = size / pow(10, Double(exponent))
    if (mantissa * 10).rounded() >= 100 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
    return decimals(mantissa, 1) + "e\(exponent)"
  }

  static func duration(_ seconds: Double) -> String {
    seconds < 1
      ? seconds < 0.0005 ? "0 s" : "\(Int((seconds * 1000).rounded())) ms"
      : decimals(seconds, 1) + " s"
  }
}
