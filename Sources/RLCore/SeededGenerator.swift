/// A small, fast generator whose whole state is one word, so that a run can be repeated.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
/// Every use of chance in a run takes its own generator by `init(seed:purpose:indices:)`, so that
/// one more draw in one place never shifts the draws of another.
package struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
  private var state: UInt64

  package init(seed: UInt64) {
    self.state = seed
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
    self.state = hash
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// Uniform in [0, 1), with the 24 bits that a `Float` holds exactly.
  package mutating func uniform() -> Float {
    Float(next() >> 40) * 0x1p-24
  }

  /// Finalizer of SplitMix64; also mixes a purpose and its indices into a seed.
  private static func mix(_ word: UInt64) -> UInt64 {
    var word = word &+ 0x9E37_79B9_7F4A_7C15
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
