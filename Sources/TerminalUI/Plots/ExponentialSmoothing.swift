/// An exponential moving average that is not drawn towards zero at its start.
package enum ExponentialSmoothing {
  /// The smoothed values; what is not finite stays a gap and is left out of the average.
  ///
  /// `s = w·s + (1 − w)·x`, divided by `1 − wⁿ` after n finite values (the bias correction of
  /// Adam, Kingma and Ba 2014). The weight of the past `w` is held to 0 … 0.999.
  package static func smooth(_ values: [Double], weight: Double) -> [Double] {
    let past = weight.isFinite ? min(0.999, max(0, weight)) : 0
    var average = 0.0
    var remaining = 1.0
    return values.map { value in
      guard value.isFinite else { return value }
      average = past * average + (1 - past) * value
      remaining *= past
      return average / (1 - remaining)
    }
  }
}
