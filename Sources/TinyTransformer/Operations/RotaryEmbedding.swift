#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rotary position embedding in the `rotate_half` convention of Hugging Face.
///
/// Su et al., "RoFormer", 2021. Element j of the first half of a head and element j of the second
/// form a pair, which is turned by `position · θ^(-2j/D)`.
final class RotaryEmbedding<S: Real>: Sendable {
  private let half: Int
  /// `[positions, D/2]`.
  private let cosines: [S]
  private let sines: [S]

  init(headDimension: Int, theta: Double, positions: Int, scaling: RopeScaling? = nil) {
    half = headDimension / 2
    let frequencies = (0..<half).map { j in
      let frequency = pow(theta, -2 * Double(j) / Double(headDimension))
      return scaling?.slowed(frequency) ?? frequency
    }
    var cosines: [S] = []
    var sines: [S] = []
    cosines.reserveCapacity(positions * half)
    sines.reserveCapacity(positions * half)
    for position in 0..<positions {
      for frequency in frequencies {
        let angle = Double(position) * frequency
        cosines.append(S(cos(angle)))
        sines.append(S(sin(angle)))
      }
    }
    self.cosines = cosines
    self.sines = sines
  }

  /// Turns each of `heads` heads, which lie one after another, in place: `[H, D]`.
  func forward(_ token: UnsafeMutablePointer<S>, heads: Int, position: Int) {
    turn(token, heads: heads, position: position, direction: 1)
  }

  /// A rotation's transpose is the rotation back.
  func backward(_ gradient: UnsafeMutablePointer<S>, heads: Int, position: Int) {
    turn(gradient, heads: heads, position: position, direction: -1)
  }

  private func turn(
    _ token: UnsafeMutablePointer<S>, heads: Int, position: Int, direction: S
  ) {
    let half = half
    cosines.withUnsafeBufferPointer { cosines in
      sines.withUnsafeBufferPointer { sines in
        guard let cosine = cosines.baseAddress, let sine = sines.baseAddress else { return }
        for head in 0..<heads {
          let first = token + head * 2 * half
          let second = first + half
          @inline(__always) func turnPairs(_ j: Int, _ lanes: Int) {
            let c = (cosine + position * half).vector(j, lanes)
            let s = (sine + position * half).vector(j, lanes) * direction
            let a = first.vector(j, lanes)
            let b = second.vector(j, lanes)
            first.set(j, lanes, to: a * c - b * s)
            second.set(j, lanes, to: b * c + a * s)
          }
          let whole = half & ~7
          for j in stride(from: 0, to: whole, by: 8) { turnPairs(j, 8) }
          if whole < half { turnPairs(whole, half - whole) }
        }
      }
    }
  }
}
