/// An exponential moving average that is not drawn towards zero at its start.
///
/// `s = w·s + (1 − w)·x`, divided by `1 − wⁿ` after n finite values (the bias correction of Adam,
/// Kingma and Ba 2014). What is not finite stays a gap and is left out of the average.
package struct ExponentialSmoothing: Sendable {
  private let past: Double
  private var average = 0.0
  private var remaining = 1.0

  /// The weight of the past is held to 0 … 0.9999.
  package init(weight: Double) {
    past = weight.isFinite ? min(0.9999, max(0, weight)) : 0
  }

  /// The average with one more value, which is that value itself where it is not finite.
  package mutating func add(_ value: Double) -> Double {
    guard value.isFinite else { return value }
    average = past * average + (1 - past) * value
    remaining *= past
    return average / (1 - remaining)
  }

  /// All values smoothed from their first one on.
  package static func smooth(_ values: [Double], weight: Double) -> [Double] {
    var smoothing = ExponentialSmoothing(weight: weight)
    return values.map { smoothing.add($0) }
  }
}
