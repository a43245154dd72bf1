import Basics

/// The mean reward of several attempts, of which all alike have exactly their own.
///
/// The loop decides by it what is remembered and a log is folded with it, so both must come to the
/// same number: a mean of equal fractions is rounded, and could fall below a threshold that each
/// of them reaches.
package struct MeanReward: Sendable, Equatable {
  package private(set) var count = 0
  private var sum = 0.0
  private var least = 0.0
  /// The largest of the rewards.
  package private(set) var best = 0.0

  package init() {}

  package init(of rewards: some Sequence<Double>) {
    for reward in rewards { add(reward) }
  }

  package mutating func add(_ reward: Double) {
    least = count == 0 ? reward : min(least, reward)
    best = count == 0 ? reward : max(best, reward)
    sum += reward
    count += 1
  }

  func pack(into bytes: inout PackedWriter) {
    bytes.put(count)
    guard count > 0 else { return }
    for number in count == 1 ? [sum] : [sum, least, best] { bytes.put(number) }
  }

  init(from bytes: inout PackedReader) {
    count = bytes.integer()
    guard count > 0 else { return }
    sum = bytes.number()
    (least, best) = count == 1 ? (sum, sum) : (bytes.number(), bytes.number())
  }

  /// `nil` while there is none.
  package var value: Double? {
    guard count > 0 else { return nil }
    return least == best ? least : sum / Double(count)
  }
}
