import Basics

/// Draws tokens from logits, with chance of its own.
struct TokenSampler {
  let options: SamplingOptions
  private var random: SplitMix64

  /// A token and what the model thought of it.
  struct Draw {
    var token: Int32
    /// ln p at the sampling temperature (1 if greedy), before topK and topP cut the distribution.
    var logProbability: Float
  }

  init(options: SamplingOptions, seed: UInt64) {
    self.options = options
    random = SplitMix64(seed: seed)
  }

  /// - `logits`: one row, `[V]`; it is overwritten.
  mutating func draw(_ logits: UnsafeMutablePointer<Float>, count: Int) -> Draw {
    let isGreedy = options.temperature <= 0
    LogSoftmax<Float>.normalise(
      logits, count: count, temperature: isGreedy ? 1 : options.temperature)
    let token: Int
    if isGreedy {
      token = Self.mostProbable(logits, count: count)
    } else if options.topP < 1 || (options.topK ?? count) < count {
      token = drawTruncated(logits, count: count)
    } else {
      token = drawFromAll(logits, count: count)
    }
    return Draw(token: Int32(token), logProbability: logits[token])
  }

  private static func mostProbable(_ values: UnsafePointer<Float>, count: Int) -> Int {
    var best = 0
    for token in 1..<max(count, 1) where values[token] > values[best] { best = token }
    return best
  }

  /// Walks through the vocabulary until the probabilities passed exceed a uniform number.
  ///
  /// Probabilities of eight tokens are summed at once; the walk within eight is done only where it
  /// ends. Rounding may leave the sum a little below one; then the last token seen is taken.
  private mutating func drawFromAll(_ logProbabilities: UnsafePointer<Float>, count: Int) -> Int {
    let target = random.uniform()
    var passed: Float = 0
    for first in stride(from: 0, to: count, by: 8) {
      let lanes = min(8, count - first)
      let p = LogSoftmax.only(lanes, Float.exponential(logProbabilities.vector(first, lanes)))
      let sum = horizontalSum(p)
      if passed + sum > target {
        for lane in 0..<lanes {
          passed += p[lane]
          if passed > target { return first + lane }
        }
        return first + lanes - 1
      }
      passed += sum
    }
    return Self.mostProbable(logProbabilities, count: count)
  }

  private mutating func drawTruncated(_ logProbabilities: UnsafePointer<Float>, count: Int) -> Int {
    // Equal probabilities keep the order of their tokens, so that a draw can be repeated.
    let ranked = (0..<count).sorted {
      (logProbabilities[$1], $0) < (logProbabilities[$0], $1)
    }.prefix(max(1, options.topK ?? count))
    var probabilities = ranked.map {
      Float.exponential(SIMD8(repeating: logProbabilities[$0]))[0]
    }
    var total = probabilities.reduce(0, +)
    let limit = options.topP * total
    var kept: Float = 0
    if let last = probabilities.firstIndex(where: {
      kept += $0; return kept >= limit
    }) {
      probabilities.removeSubrange((last + 1)...)
      total = kept
    }
    let target = random.uniform() * total
    var passed: Float = 0
    for (token, p) in zip(ranked, probabilities) {
      passed += p
      if passed > target { return token }
    }
    return ranked[0]
  }
}
