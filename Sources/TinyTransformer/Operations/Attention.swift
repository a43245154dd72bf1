/// Causal attention with grouped queries, one sequence at a time.
///
/// `output[t] = Σ_{u ≤ t} softmax_u(query[t] · key[u] / √D) · value[u]`. The scores are never stored
/// for longer than a block of queries: forward keeps one number for each query, the logarithm of its
/// sum, and backward computes the scores again, as in Dao et al., "FlashAttention", 2022.
struct Attention<S: Real> {
  /// H.
  let heads: Int
  /// G.
  let keyValueHeads: Int
  /// D.
  let headDimension: Int

  /// Queries that are worked on at once.
  private static var block: Int { 24 }

  /// Where the rows of a sequence lie; rows of each part are `stride` apart.
  struct Inputs {
    /// `[T, H, D]` and then `[T, G, D]` in each row, turned by position.
    var queryKey: UnsafePointer<S>
    var queryKeyStride: Int
    /// `[T, G, D]`.
    var value: UnsafePointer<S>
    var valueStride: Int
  }

  /// - `length`: T.
  /// - `output`: `[T, H, D]`.
  /// - `logSum`: `[T, H]`, which backward needs.
  func forward(
    _ inputs: Inputs, length: Int, output: UnsafeMutablePointer<S>,
    logSum: UnsafeMutablePointer<S>, scratch: Scratch<S>
  ) {
    let width = heads * headDimension
    let scale = 1 / S(headDimension).squareRoot()
    let scoreStride = (length + 15) / 16 * 16
    let scores = scratch.scores.reserve(Self.block * scoreStride)
    for group in 0..<keyValueHeads {
      let keys = packTransposed(
        inputs.queryKey + (heads + group) * headDimension, inputs.queryKeyStride, length,
        scratch.keysTransposed)
      let values = pack(
        inputs.value + group * headDimension, inputs.valueStride, length, scratch.values)
      for head in headsServed(by: group) {
        for first in stride(from: 0, to: length, by: Self.block) {
          let end = min(first + Self.block, length)
          // scores[t, u] = query[t, D] × key[u, D]ᵀ
          multiply(
            inputs.queryKey + first * inputs.queryKeyStride + head * headDimension,
            stride: inputs.queryKeyStride, rows: end - first, keys, columns: end,
            to: scores, stride: scoreStride)
          for t in first..<end {
            logSum[t * heads + head] = Self.softmax(
              scores + (t - first) * scoreStride, seen: t + 1, until: end, scale: scale)
          }
          // output[t, D] = probability[t, u] × value[u, D]
          multiply(
            scores, stride: scoreStride, rows: end - first, values, depth: end,
            to: output + first * width + head * headDimension, stride: width)
        }
      }
    }
  }

  /// Adds to the gradients of queries, keys and values.
  ///
  /// With P the probabilities: `dV += Pᵀ · dO`, `dP = dO · Vᵀ`, `dS = P · (dP - Σ dO · O) / √D`,
  /// `dQ += dS · K`, `dK += dSᵀ · Q`.
  func backward(
    _ outputGradient: UnsafePointer<S>, _ inputs: Inputs, length: Int,
    output: UnsafePointer<S>, logSum: UnsafePointer<S>,
    queryKeyGradient: UnsafeMutablePointer<S>, valueGradient: UnsafeMutablePointer<S>,
    valueGradientStride: Int, scratch: Scratch<S>
  ) {
    let width = heads * headDimension
    let rowStride = inputs.queryKeyStride
    let scale = 1 / S(headDimension).squareRoot()
    let scoreStride = (length + 15) / 16 * 16
    let scores = scratch.scores.reserve(Self.block * scoreStride)
    let slopes = scratch.scoreGradients.reserve(Self.block * scoreStride)
    for group in 0..<keyValueHeads {
      let keyOffset = (heads + group) * headDimension
      let key = inputs.queryKey + keyOffset
      let keysTransposed = packTransposed(key, rowStride, length, scratch.keysTransposed)
      let keys = pack(key, rowStride, length, scratch.keys)
      let valuesTransposed = packTransposed(
        inputs.value + group * headDimension, inputs.valueStride, length, scratch.values)
      for head in headsServed(by: group) {
        for first in stride(from: 0, to: length, by: Self.block) {
          let end = min(first + Self.block, length)
          let rows = end - first
          let query = inputs.queryKey + first * rowStride + head * headDimension
          let dO = outputGradient + first * width + head * headDimension
          // score[t, u] = query[t, D] × key[u, D]ᵀ;  dP[t, u] = dO[t, D] × value[u, D]ᵀ
          multiply(
            query, stride: rowStride, rows: rows, keysTransposed, columns: end,
            to: scores, stride: scoreStride)
          multiply(
            dO, stride: width, rows: rows, valuesTransposed, columns: end,
            to: slopes, stride: scoreStride)
          for t in first..<end {
            let at = (t - first) * width
            let o = output + t * width + head * headDimension
            Self.softmaxBackward(
              scores + (t - first) * scoreStride, slopes + (t - first) * scoreStride,
              seen: t + 1, until: end, scale: scale, logSum: logSum[t * heads + head],
              delta: dotProduct(dO + at, o, headDimension))
          }
          // dQ[t, D] += dS[t, u] × key[u, D]
          multiply(
            slopes, stride: scoreStride, rows: rows, keys, depth: end,
            to: queryKeyGradient + first * rowStride + head * headDimension, stride: rowStride,
            .accumulate)
          // dK[u, D] += dS[t, u]ᵀ × query[t, D]
          accumulateTransposed(
            slopes, stride: scoreStride, rows: end, query, stride: rowStride,
            columns: headDimension, depth: rows, to: queryKeyGradient + keyOffset,
            stride: rowStride, scratch: scratch)
          // dV[u, D] += P[t, u]ᵀ × dO[t, D]
          accumulateTransposed(
            scores, stride: scoreStride, rows: end, dO, stride: width,
            columns: headDimension, depth: rows, to: valueGradient + group * headDimension,
            stride: valueGradientStride, scratch: scratch)
        }
      }
    }
  }

  private func headsServed(by group: Int) -> Range<Int> {
    let share = heads / keyValueHeads
    return group * share..<(group + 1) * share
  }

  /// Panels of `[D, T]`.
  private func packTransposed(
    _ source: UnsafePointer<S>, _ stride: Int, _ length: Int, _ buffer: AlignedBuffer<S>
  ) -> Panels<S> {
    .pack(
      transposed: source, rowStride: stride, depth: headDimension, columns: length,
      into: buffer.reserve(Panels<S>.size(depth: headDimension, columns: length)))
  }

  /// Panels of `[T, D]`.
  private func pack(
    _ source: UnsafePointer<S>, _ stride: Int, _ length: Int, _ buffer: AlignedBuffer<S>
  ) -> Panels<S> {
    .pack(
      rows: source, rowStride: stride, depth: length, columns: headDimension,
      into: buffer.reserve(Panels<S>.size(depth: length, columns: headDimension)))
  }

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
    forEachVector(seen) { i, lanes in scores.set(i, lanes, to: scores.vector(i, lanes) * inverse) }
    for u in seen..<until { scores[u] = 0 }
    return highest + S.logarithm(total)
  }

  /// Turns scores into probabilities, and the probabilities' gradients into those of the scores.
  private static func softmaxBackward(
    _ scores: UnsafeMutablePointer<S>, _ slopes: UnsafeMutablePointer<S>, seen: Int, until: Int,
    scale: S, logSum: S, delta: S
  ) {
    forEachVector(seen) { i, lanes in
      let p = S.exponential(scores.vector(i, lanes) * scale - logSum)
      scores.set(i, lanes, to: p)
      slopes.set(i, lanes, to: p * (slopes.vector(i, lanes) - delta) * scale)
    }
    for u in seen..<until {
      scores[u] = 0
      slopes[u] = 0
    }
  }
}
