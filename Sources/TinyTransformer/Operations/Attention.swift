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

  /// Queries whose gradients are brought to keys and values at once.
  private static var block: Int { 24 }
  /// Queries whose scores are made at once: few, because all of them are made up to the last key
  /// that the last one sees.
  private static var strip: Int { 6 }

  /// Who asks, and what there is to see.
  struct Inputs {
    /// `[T, H, D]`, turned by position.
    var query: UnsafePointer<S>
    /// How many tokens of its sequence each query sees, ascending.
    var seen: ArraySlice<Int>
    /// `[N, G, D]`, turned by position.
    var key: UnsafePointer<S>
    /// `[N, G, D]`; its rows lie `valueStride` apart.
    var value: UnsafePointer<S>
    var valueStride: Int
    /// The rows of the sequence's keys and values in its order.
    var path: [Range<Int>]

    /// How many keys and values anybody sees.
    var length: Int { seen.last ?? 0 }
  }

  /// Where gradients are added, laid out as the inputs.
  struct Gradients {
    var query: UnsafeMutablePointer<S>
    var key: UnsafeMutablePointer<S>
    var value: UnsafeMutablePointer<S>
    var valueStride: Int
  }

  private var width: Int { heads * headDimension }
  var keyWidth: Int { keyValueHeads * headDimension }
  private var scale: S { 1 / S(headDimension).squareRoot() }

  /// - `groups`: whose queries ask; all if nil.
  /// - `output`: `[T, H, D]`.
  /// - `logSum`: `[T, H]`, which backward needs.
  func forward(
    _ inputs: Inputs, groups: Range<Int>? = nil, output: UnsafeMutablePointer<S>,
    logSum: UnsafeMutablePointer<S>,
    scratch: Scratch<S>
  ) {
    let scoreStride = (inputs.length + 15) / 16 * 16
    let scores = scratch.scores.reserve(Self.strip * scoreStride)
    for group in groups ?? 0..<keyValueHeads {
      let keys = packTransposed(key(group, of: inputs, scratch), scratch.keysTransposed)
      let values = pack(value(group, of: inputs, scratch), scratch.values)
      for head in headsServed(by: group) {
        for first in stride(from: 0, to: inputs.seen.count, by: Self.strip) {
          let block = block(from: first, Self.strip, inputs)
          // scores[t, u] = query[t, D] × key[u, D]ᵀ
          multiply(
            inputs.query + block.first * width + head * headDimension, stride: width,
            rows: block.count, keys, columns: block.wholeEnd, to: scores,
            stride: scoreStride)
          for t in 0..<block.count {
            logSum[(block.first + t) * heads + head] = Self.softmax(
              scores + t * scoreStride, seen: seen(by: block.first + t, inputs), until: block.end,
              scale: scale)
          }
          // output[t, D] = probability[t, u] × value[u, D]
          multiply(
            scores, stride: scoreStride, rows: block.count, values, depth: block.end,
            to: output + block.first * width + head * headDimension, stride: width)
        }
      }
    }
  }

  /// Adds to the gradients of queries, keys and values.
  ///
  /// With P the probabilities: `dV += Pᵀ · dO`, `dP = dO · Vᵀ`, `dS = P · (dP - Σ dO · O) / √D`,
  /// `dQ += dS · K`, `dK += dSᵀ · Q`.
  func backward(
    _ outputGradient: UnsafePointer<S>, _ inputs: Inputs, groups: Range<Int>? = nil,
    output: UnsafePointer<S>, logSum: UnsafePointer<S>, gradients: Gradients, scratch: Scratch<S>
  ) {
    for group in groups ?? 0..<keyValueHeads {
      let key = key(group, of: inputs, scratch)
      let packed = Packed(
        keysTransposed: packTransposed(key, scratch.keysTransposed),
        keys: pack(key, scratch.keys),
        valuesTransposed: packTransposed(value(group, of: inputs, scratch), scratch.values))
      let targets = targets(group, gradients, inputs, scratch)
      for head in headsServed(by: group) {
        for first in stride(from: 0, to: inputs.seen.count, by: Self.block) {
          let block = block(from: first, Self.block, inputs)
          backward(
            block, head, outputGradient, inputs, output, logSum, packed, gradients.query, targets,
            scratch)
        }
      }
      addToPath(targets, group, gradients, inputs)
    }
  }

  private func headsServed(by group: Int) -> Range<Int> {
    let share = heads / keyValueHeads
    return group * share..<(group + 1) * share
  }

  private func seen(by query: Int, _ inputs: Inputs) -> Int {
    inputs.seen[inputs.seen.startIndex + query]
  }
}

// MARK: - Blocks of queries

extension Attention {
  /// Queries that follow each other, and how many keys the last of them sees.
  private struct Block {
    let first: Int
    let count: Int
    let end: Int
    /// Whole vectors of scores: the keys behind the last one that is seen are there, or are zeros.
    var wholeEnd: Int { (end + 15) / 16 * 16 }
  }

  private func block(from first: Int, _ most: Int, _ inputs: Inputs) -> Block {
    let count = min(most, inputs.seen.count - first)
    return Block(first: first, count: count, end: seen(by: first + count - 1, inputs))
  }

  private struct Packed {
    let keysTransposed: Panels<S>
    let keys: Panels<S>
    let valuesTransposed: Panels<S>
  }

  @inline(__always)
  private func backward(
    _ block: Block, _ head: Int, _ outputGradient: UnsafePointer<S>, _ inputs: Inputs,
    _ output: UnsafePointer<S>, _ logSum: UnsafePointer<S>, _ packed: Packed,
    _ queryGradient: UnsafeMutablePointer<S>, _ targets: Targets, _ scratch: Scratch<S>
  ) {
    let stride = (inputs.length + 15) / 16 * 16
    let scores = scratch.scores.reserve(Self.block * stride)
    let slopes = scratch.scoreGradients.reserve(Self.block * stride)
    let at = block.first * width + head * headDimension
    let (query, dO) = (inputs.query + at, outputGradient + at)
    for first in Swift.stride(from: 0, to: block.count, by: Self.strip) {
      let strip = self.block(
        from: block.first + first, min(Self.strip, block.count - first), inputs)
      let (scores, slopes) = (scores + first * stride, slopes + first * stride)
      let (query, dO) = (query + first * width, dO + first * width)
      // score[t, u] = query[t, D] × key[u, D]ᵀ;  dP[t, u] = dO[t, D] × value[u, D]ᵀ
      multiply(
        query, stride: width, rows: strip.count, packed.keysTransposed, columns: strip.wholeEnd,
        to: scores, stride: stride)
      multiply(
        dO, stride: width, rows: strip.count, packed.valuesTransposed, columns: strip.wholeEnd,
        to: slopes, stride: stride)
      for t in 0..<strip.count {
        Self.softmaxBackward(
          scores + t * stride, slopes + t * stride, seen: seen(by: strip.first + t, inputs),
          until: block.end, scale: scale, logSum: logSum[(strip.first + t) * heads + head],
          delta: dotProduct(
            dO + t * width, output + at + (first + t) * width, headDimension))
      }
      // dQ[t, D] += dS[t, u] × key[u, D]
      multiply(
        slopes, stride: stride, rows: strip.count, packed.keys, depth: strip.end,
        to: queryGradient + at + first * width, stride: width, .accumulate)
    }
    // dK[u, D] += dS[t, u]ᵀ × query[t, D]
    accumulateTransposed(
      slopes, stride: stride, rows: block.end, query, stride: width, columns: headDimension,
      depth: block.count, to: targets.key, stride: targets.keyStride, scratch: scratch)
    // dV[u, D] += P[t, u]ᵀ × dO[t, D]
    accumulateTransposed(
      scores, stride: stride, rows: block.end, dO, stride: width, columns: headDimension,
      depth: block.count, to: targets.value, stride: targets.valueStride, scratch: scratch)
  }
}
