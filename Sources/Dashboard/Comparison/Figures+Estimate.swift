import RunModel
import TerminalUI

/// Figures over seeds; on the screen and in reports in the same words.
extension Figures {
  /// "0.86 [0.80–0.91]", and in words why there is no interval.
  package static func estimate(_ estimate: Estimate?) -> String {
    guard let estimate else { return unknown }
    // What can be below nothing is a difference, and a dash between would be read as a sign.
    if estimate.value < 0 || (estimate.interval?.low ?? 0) < 0 {
      return signed(estimate.value)
        + certainty(estimate) { "[\(bound($0.low)), \(bound($0.high))]" }
    }
    return share(estimate.value) + certainty(estimate) { "[\(share($0.low))–\(share($0.high))]" }
  }

  /// "+0.21 [+0.11, +0.31]".
  ///
  /// A bound that is not nothing but would be written so has as many digits as show on which side
  /// of nothing it is.
  package static func difference(_ difference: PairedDifference?) -> String {
    guard let estimate = difference?.estimate else { return unknown }
    return signed(estimate.value)
      + certainty(estimate) { "[\(bound($0.low)), \(bound($0.high))]" }
  }

  private static func bound(_ value: Double) -> String {
    guard value.magnitude < 0.005, value.magnitude >= 0.0005 else { return signed(value) }
    return (value < 0 ? "−" : "+") + NumberText.fixed(value.magnitude, decimals: 3)
  }

  /// Of an amount: "13.6k ±1.2k", with the larger half of an interval that leans.
  package static func amount(_ estimate: Estimate?) -> String {
    guard let estimate else { return unknown }
    guard let interval = estimate.interval else { return short(estimate.value) }
    return "\(short(estimate.value)) ±"
      + short(max(interval.high - estimate.value, estimate.value - interval.low))
  }

  private static func certainty(
    _ estimate: Estimate, _ words: (Interval) -> String
  ) -> String {
    switch estimate.certainty {
    case .interval(let interval, _): " " + words(interval)
    case .single: " one seed"
    case .allEqual: " all alike"
    }
  }
}
