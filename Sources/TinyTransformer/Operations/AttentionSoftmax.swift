/// From scores to probabilities, and back.
extension Attention {
  /// Turns the first `seen` scores into probabilities and the rest, up to `until`, into zeros.
  ///
  /// - Returns: ln Σ exp(scale · score).
  static func softmax(
    _ scores: UnsafeMutablePointer<S>, seen: Int, until: Int, scale: S
  ) -> S {
    let highest = LogSoftmax<S>.maximum(scores, count: seen) * scale
    var sum = SIMD8<S>()
    @inline(__always) func exponentials(_ i: Int, _ lanes: Int) -> SIMD8<S> {
      let e = LogSoftmax.only(lanes, S.exponential(scores.vector(i, lanes) * scale - highest))
      scores.set(i, lanes, to: e)
      return e
    }
    let whole = seen & ~7
    for i in stride(from: 0, to: whole, by: 8) { sum += exponentials(i, 8) }
    if whole < seen { sum += exponentials(whole, seen - whole) }
    let total = horizontalSum(sum)
    let inverse = 1 / total
    @inline(__always) func normalise(_ i: Int, _ lanes: Int) {
      scores.set(i, lanes, to: scores.vector(i, lanes) * inverse)
    }
    for i in stride(from: 0, to: whole, by: 8) { normalise(i, 8) }
    if whole < seen { normalise(whole, seen - whole) }
    for u in seen..<until { scores[u] = 0 }
    return highest + S.logarithm(total)
  }

  /// Turns scores into probabilities, and the probabilities' gradients into those of the scores.
  static func softmaxBackward(
    _ scores: UnsafeMutablePointer<S>, _ slopes: UnsafeMutablePointer<S>, seen: Int, until: Int,
    scale: S, logSum: S, delta: S
  ) {
    @inline(__always) func differentiate(_ i: Int, _ lanes: Int) {
      let p = S.exponential(scores.vector(i, lanes) * scale - logSum)
      scores.set(i, lanes, to: p)
      slopes.set(i, lanes, to: p * (slopes.vector(i, lanes) - delta) * scale)
    }
    let whole = seen & ~7
    for i in stride(from: 0, to: whole, by: 8) { differentiate(i, 8) }
    if whole < seen { differentiate(whole, seen - whole) }
    for u in seen..<until {
      scores[u] = 0
      slopes[u] = 0
    }
  }
}
