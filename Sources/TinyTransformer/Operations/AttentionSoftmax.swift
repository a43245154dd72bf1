/// From scores to probabilities, and back.
///
/// Scores are readable and writable up to the next multiple of eight, so that the last vector of a
/// row is worked on as the others are; what it holds past the row is never used.
extension Attention {
  /// Turns the first `seen` scores into probabilities and the rest, up to `until`, into zeros.
  ///
  /// - Returns: ln Σ exp(scale · score).
  static func softmax(
    _ scores: UnsafeMutablePointer<S>, seen: Int, until: Int, scale: S
  ) -> S {
    if WideProducts.has(S.self) {
      let (highest, total) = WideProducts.softmax(scores, seen: seen, scale: scale)
      clear(scores, from: seen, until: until)
      return highest + S.logarithm(total)
    }
    let (whole, rest) = (seen & ~7, seen & 7)
    var largest = SIMD8<S>(repeating: scores[0])
    for i in stride(from: 0, to: whole, by: 8) { largest = S.larger(largest, scores.vector(i)) }
    if rest > 0 {
      largest = S.larger(largest, S.first(rest, of: scores.vector(whole), rest: scores[0]))
    }
    let highest = horizontalMaximum(largest) * scale
    var sum = SIMD8<S>()
    for i in stride(from: 0, to: whole, by: 8) {
      let e = S.exponential(scores.vector(i) * scale - highest)
      scores.set(i, to: e)
      sum += e
    }
    if rest > 0 {
      let e = S.first(rest, of: S.exponential(scores.vector(whole) * scale - highest), rest: 0)
      scores.set(whole, to: e)
      sum += e
    }
    let total = horizontalSum(sum)
    let inverse = 1 / total
    for i in stride(from: 0, to: seen, by: 8) { scores.set(i, to: scores.vector(i) * inverse) }
    clear(scores, from: seen, until: until)
    return highest + S.logarithm(total)
  }

  /// Turns scores into probabilities, and the probabilities' gradients into those of the scores.
  static func softmaxBackward(
    _ scores: UnsafeMutablePointer<S>, _ slopes: UnsafeMutablePointer<S>, seen: Int, until: Int,
    scale: S, logSum: S, delta: S
  ) {
    if WideProducts.has(S.self) {
      WideProducts.softmaxBackward(
        scores, slopes, seen: seen, scale: scale, logSum: logSum, delta: delta)
      clear(scores, from: seen, until: until)
      return clear(slopes, from: seen, until: until)
    }
    for i in stride(from: 0, to: seen, by: 8) {
      let p = S.exponential(scores.vector(i) * scale - logSum)
      scores.set(i, to: p)
      slopes.set(i, to: p * (slopes.vector(i) - delta) * scale)
    }
    clear(scores, from: seen, until: until)
    clear(slopes, from: seen, until: until)
  }

  @inline(__always)
  private static func clear(_ numbers: UnsafeMutablePointer<S>, from first: Int, until end: Int) {
    var i = first
    while i < end, i & 7 > 0 {
      numbers[i] = 0
      i += 1
    }
    while i + 8 <= end {
      numbers.set(i, to: SIMD8())
      i += 8
    }
    while i < end {
      numbers[i] = 0
      i += 1
    }
  }
}
