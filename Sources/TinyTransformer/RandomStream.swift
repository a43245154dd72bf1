#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The chance of one row or one initialisation: SplitMix64, whose whole state is a word.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct RandomStream: Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// Uniform in [0, 1), with the 24 bits that a `Float` holds exactly.
  mutating func uniform() -> Float {
    Float(next() >> 40) * 0x1p-24
  }

  /// Standard normal, by Box and Muller's transform.
  mutating func normal() -> Float {
    let radius = (-2 * logf(1 - uniform())).squareRoot()
    return radius * cosf(2 * .pi * uniform())
  }
}
