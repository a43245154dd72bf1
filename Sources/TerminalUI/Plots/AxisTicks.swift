/// Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.
package struct AxisTicks: Hashable, Sendable {
  package let values: [Double]
  package let step: Double

  /// At most `count` round numbers, or the ends of the range where no two of them lie within; of
  /// whole ones also a single one.
  package init(from low: Double, to high: Double, count: Int, isWhole: Bool = false) {
    guard low.isFinite, high.isFinite, high > low, (high - low).isFinite else {
      self.values = low.isFinite ? [low] : []
      self.step = 1
      return
    }
    let least = isWhole ? 1.0 : 0
    let step = max(least, Self.step(from: low, to: high, count: count))
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard step > 0, last > first || isWhole && last == first, last - first < 1000 else {
      self.values = [low, high]
      self.step = high - low
      return
    }
    self.values = (0...Int(last - first)).map { (first + Double($0)) * step }
    self.step = step
  }

  package func label(_ value: Double) -> String {
    NumberText.tick(value, step: step)
  }

  /// The smallest round step that gives at most `count` ticks.
  static func step(from low: Double, to high: Double, count: Int) -> Double {
    // Steps below the precision of the numbers would all land on the same one.
    let precision = max(low.magnitude, high.magnitude) * 1e-12
    let raw = max((high - low) / Double(max(1, count - 1)), precision, 1e-300)
    var power = 1.0
    while power > raw { power /= 10 }
    while power * 10 <= raw { power *= 10 }
    for factor in [1.0, 2, 5, 10] where power * factor >= raw * (1 - 1e-9) {
      return power * factor
    }
    return power * 10
  }
}
