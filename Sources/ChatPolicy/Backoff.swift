import RLCore

/// How long to wait before the same is tried again: twice as long each time, and never in step with
/// others.
package struct Backoff: Sendable {
  package static let usualFirst = 0.5
  /// Of the first wait, so many at the most.
  private static let growth = 60.0

  private let longest: Double
  private var generator: SeededGenerator
  private var ceiling: Double
  /// Failures so far.
  private(set) var failures = 0

  /// - Parameters:
  ///   - seed: of the chance in it.
  ///   - first: the longest first wait, in seconds.
  init(seed: UInt64, first: Double = Backoff.usualFirst) {
    ceiling = first
    longest = first * Self.growth
    generator = SeededGenerator(seed: seed, purpose: "backoff")
  }

  /// How long until the next try.
  ///
  /// - Parameter least: what the server asks for.
  /// - Returns: seconds.
  mutating func next(atLeast least: Double? = nil) -> Double {
    failures += 1
    let share = Double(generator.next() >> 11) / Double(1 << 53)
    // Half is certain and half is chance, so that it neither hurries nor stands still.
    let wait = ceiling * (0.5 + 0.5 * share)
    ceiling = min(ceiling * 2, longest)
    return max(wait, least ?? 0)
  }
}

/// What a server asks to wait, in the two forms of the header `Retry-After`.
enum RetryAfter {
  /// A day; whoever asks for more is not believed.
  private static let longest = 86_400.0

  /// - Parameters:
  ///   - header: a number of seconds, or a date.
  ///   - now: the time, in seconds since 1970.
  /// - Returns: seconds from now; `nil` where nothing can be read.
  static func seconds(_ header: String?, now: Double) -> Double? {
    guard let header else { return nil }
    if let seconds = Double(header), seconds.isFinite {
      return seconds < 0 ? nil : min(seconds, longest)
    }
    guard let date = HTTPDate.seconds(header) else { return nil }
    return min(max(date - now, 0), longest)
  }
}
