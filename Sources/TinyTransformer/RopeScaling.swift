#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the rotation by position is slowed down, so that a model reads further than it first learnt.
package enum RopeScaling: Sendable, Equatable {
  /// All alike, by a factor.
  case linear(factor: Double)
  /// Slow rotations by a factor, fast ones not at all, and those between in between, as Llama 3.1
  /// does it.
  case byFrequency(factor: Double, low: Double, high: Double, positions: Double)

  /// The rotation that becomes of one, in radians a position.
  func slowed(_ frequency: Double) -> Double {
    switch self {
    case .linear(let factor): return frequency / factor
    case .byFrequency(let factor, let low, let high, let positions):
      let turns = positions * frequency / (2 * Double.pi)
      if turns < low { return frequency / factor }
      if turns > high { return frequency }
      let share = (turns - low) / (high - low)
      return (1 - share) * frequency / factor + share * frequency
    }
  }
}
