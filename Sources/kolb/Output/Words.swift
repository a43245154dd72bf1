import Foundation

/// Numbers as people read them.
enum Words {
  /// `1:42`, `2:03:04`.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e7 else { return "—" }
    let whole = Int(seconds.rounded())
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0
      ? String(format: "%d:%02d:%02d", hours, minutes, rest)
      : String(format: "%d:%02d", minutes, rest)
  }

  /// `412`, `11.8k`, `4.8M`.
  static func count(_ value: Double) -> String {
    guard value.isFinite else { return "—" }
    return switch value {
    case ..<1000: String(format: "%.0f", value)
    case ..<100_000: String(format: "%.1fk", value / 1e3)
    case ..<1_000_000: String(format: "%.0fk", value / 1e3)
    default: String(format: "%.1fM", value / 1e6)
    }
  }
}
