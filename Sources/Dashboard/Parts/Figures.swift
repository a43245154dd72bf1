import TerminalUI

/// Numbers as the screen writes them; what is not known is a dash, never a zero.
package enum Figures {
  package static let unknown = "—"

  /// A reward: "1", "0", "0.33".
  package static func reward(_ value: Double?) -> String {
    guard let value, value.isFinite else { return unknown }
    return value == value.rounded() && value.magnitude < 100
      ? String(Int(value)) : NumberText.fixed(value, decimals: 2)
  }

  /// A share as a fraction of one: "0.84".
  package static func share(_ value: Double?) -> String {
    guard let value, value.isFinite else { return unknown }
    return NumberText.fixed(value, decimals: 2)
  }

  /// An interval of a share: "[0.81–0.91]", with a third decimal where two would hide its width.
  package static func interval(_ low: Double, _ high: Double) -> String {
    let isNarrow = share(low) == share(high) && low < high
    let places = isNarrow ? 3 : 2
    guard low.isFinite, high.isFinite else { return "" }
    return
      "[\(NumberText.fixed(low, decimals: places))–\(NumberText.fixed(high, decimals: places))]"
  }

  package static func percent(_ value: Double?) -> String {
    guard let value, value.isFinite else { return unknown }
    // A log may have any number where a share should be.
    return Int(exactly: (value * 100).rounded()).map { "\($0) %" } ?? unknown
  }

  /// With its sign: "+0.41".
  package static func signed(_ value: Double?) -> String {
    guard let value, value.isFinite else { return unknown }
    let words = NumberText.fixed(value.magnitude, decimals: 2)
    // What is written as nothing has no direction.
    return words == "0.00" ? words : (value < 0 ? "−" : "+") + words
  }

  /// Thousands are set apart: "12 345".
  package static func count(_ value: Int?) -> String {
    guard let value else { return unknown }
    var digits = String(value.magnitude)
    guard digits.count > 4 else { return (value < 0 ? "−" : "") + digits }
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = String(digits.dropLast(3))
    }
    return (value < 0 ? "−" : "") + ([digits[...]] + groups).joined(separator: " ")
  }

  /// Tokens of a text; logs that count none have zeros.
  package static func tokens(_ value: Int?) -> String {
    value.flatMap { $0 > 0 ? "\($0)" : nil } ?? unknown
  }

  /// The mean log π of so many tokens; logs that have none, or count no tokens, have zeros.
  package static func logProbability(_ value: Double, tokens: Int) -> String {
    tokens > 0 && value != 0 ? short(value) : unknown
  }

  package static func short(_ value: Double?) -> String {
    guard let value, value.isFinite else { return unknown }
    return NumberText.short(value)
  }

  /// An amount of money of whatever currency, with as many digits as small amounts need.
  package static func money(_ amount: Double?) -> String {
    guard let amount, amount.isFinite else { return unknown }
    return NumberText.fixed(amount, decimals: amount >= 1 || amount == 0 ? 2 : 4)
  }

  /// "0:42", "1:42", "2:03:10".
  package static func clock(_ seconds: Double?) -> String {
    guard let seconds, seconds.isFinite, seconds >= 0, seconds < 1e9 else { return unknown }
    let whole = Int(seconds.rounded())
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return hours > 0
      ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
  }

  /// A span of time in its own unit: "12 ms", "2.3 s".
  package static func duration(_ seconds: Double?) -> String {
    guard let seconds, seconds.isFinite, seconds >= 0 else { return unknown }
    if seconds < 0.0005 { return "0 s" }
    if seconds < 1 { return "\(Int((seconds * 1000).rounded())) ms" }
    return seconds < 120 ? "\(NumberText.fixed(seconds, decimals: 1)) s" : clock(seconds)
  }
}
