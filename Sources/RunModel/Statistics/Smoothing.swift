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

  /// The span that suits a curve of so many points: a tenth of it, within reason.
  package static func span(forCount count: Int) -> Double {
    min(max(Double(count) / 10, 3), 25)
  }
}
