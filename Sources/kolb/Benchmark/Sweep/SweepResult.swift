import Foundation

/// How long work of one size took, each time.
struct SweepPoint: Sendable {
  let size: Int
  let seconds: [Double]

  var median: Double {
    let sorted = seconds.sorted()
    guard let last = sorted.indices.last else { return 0 }
    return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2
  }
}

/// How cost grew along an axis.
struct SweepResult: Sendable {
  let axis: SweepAxis
  let points: [SweepPoint]

  /// The power of the size that the medians grow with, by least squares on logarithms; `nil` of
  /// fewer than two points.
  var exponent: Double? {
    Self.exponent(points.map { (Double($0.size), $0.median) })
  }

  /// The slope of the line through `(ln x, ln y)` that misses the points least.
  static func exponent(_ points: [(x: Double, y: Double)]) -> Double? {
    let logs = points.filter { $0.x > 0 && $0.y > 0 }.map { (x: log($0.x), y: log($0.y)) }
    guard logs.count > 1 else { return nil }
    let count = Double(logs.count)
    let meanX = logs.reduce(0) { $0 + $1.x } / count
    let meanY = logs.reduce(0) { $0 + $1.y } / count
    let spread = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    guard spread > 0 else { return nil }
    return logs.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
  }
}
