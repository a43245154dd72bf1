/// Curves that a person can read: the trend without the noise.
package enum Smoothing {
  /// Exponential moving average over the points that have a value.
  ///
  /// Corrected for its start (Kingma and Ba, "Adam", section 3), so the first point is itself and
  /// a constant stays constant. What is missing or not finite stays missing and touches nothing
  /// else. `span` is about how many points the average reaches back; 1 or less changes nothing.
  package static func average(_ values: [Double?], span: Double) -> [Double?] {
    guard span > 1 else { return values.map { $0.flatMap { $0.isFinite ? $0 : nil } } }
    let decay = 1 - 2 / (span + 1)
    var sum = 0.0
    var weight = 0.0
    return values.map { value in
      guard let value, value.isFinite else { return nil }
      sum = decay * sum + (1 - decay) * value
      weight = decay * weight + (1 - decay)
      return sum / weight
    }
  }

  /// The same for shares of counts: the average of the successes over that of the counts.
  ///
  /// A step with two attempts then moves the curve a sixteenth as much as one with 32; the shares
  /// themselves would be averaged as if they knew equally much.
  package static func share(
    of successes: [Int], in counts: [Int], span: Double
  ) -> [Double?] {
    let decay = span > 1 ? 1 - 2 / (span + 1) : 0
    var solved = 0.0
    var seen = 0.0
    return zip(successes, counts).map { success, count in
      solved = decay * solved + Double(success)
      seen = decay * seen + Double(count)
      return seen > 0 ? solved / seen : nil
    }
  }

  /// The span that suits a curve of so many points: a tenth of it, within reason.
  package static func span(forCount count: Int) -> Double {
    min(max(Double(count) / 10, 3), 25)
  }
}
