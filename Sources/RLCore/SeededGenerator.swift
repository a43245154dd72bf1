import Basics

/// A generator whose whole state is one word, so that a run can be repeated.
///
/// Every use of chance in a run takes its own generator by `init(seed:purpose:indices:)`, so that
/// one more draw in one place never shifts the draws of another.
package struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
  private var words: SplitMix64

  package init(seed: UInt64) {
    // A step ahead of the seed, where the generators of recorded runs began.
    words = SplitMix64(seed: seed &+ 0x9E37_79B9_7F4A_7C15)
  }

  /// A generator for one purpose at one place of a run.
  ///
  /// - Parameters:
  ///   - seed: the seed of the run.
  ///   - purpose: what the draws decide, such as "tasks" or "first attempt".
  ///   - indices: where in the run: step, group, rollout, turn.
  package init(seed: UInt64, purpose: String, _ indices: Int...) {
    var hash = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
    for byte in purpose.utf8 { hash = Self.mix(hash ^ UInt64(byte)) }
    for index in indices { hash = Self.mix(hash ^ UInt64(bitPattern: Int64(index))) }
    self.init(seed: hash)
  }

  package mutating func next() -> UInt64 { words.next() }

  /// Uniform in [0, 1), with the 24 bits that a `Float` holds exactly.
  package mutating func uniform() -> Float { words.uniform() }

  /// Mixes a purpose and its indices into a seed.
  private static func mix(_ word: UInt64) -> UInt64 {
    var words = SplitMix64(seed: word)
    return words.next()
  }
}
