/// A small, fast generator whose whole state is one word.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
@usableFromInline
package struct SplitMix64: RandomNumberGenerator, Sendable, Equatable {
  @usableFromInline var state: UInt64

  @inlinable
  package init(seed: UInt64) {
    state = seed
  }

  @inlinable
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// Uniform in [0, 1), with the 24 bits that a `Float` holds exactly.
  @inlinable
  package mutating func uniform() -> Float {
    Float(next() >> 40) * 0x1p-24
  }
}
