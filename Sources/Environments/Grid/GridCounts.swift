/// Counts in the feedback of an attempt.
enum GridCounts {
  static func moves(_ count: Int) -> String { count == 1 ? "1 move" : "\(count) moves" }

  static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }

  /// A sentence on turns that could not be read, with the space before it; empty for none.
  static func lost(_ count: Int) -> String {
    switch count {
    case 0: ""
    case 1: " 1 move named no direction and was lost."
    default: " \(count) moves named no direction and were lost."
    }
  }
}
