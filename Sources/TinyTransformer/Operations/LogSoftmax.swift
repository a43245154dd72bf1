/// The distribution over the next token, `softmax(logits / temperature)`.
enum LogSoftmax<S: Real> {
  /// What one row of logits says about the token that came.
  struct Result {
    /// ln p of the token, in nats.
    var logProbability: S
    /// `-Σ p ln p`, in nats.
    var entropy: S
  }

  /// Replaces a row of logits `[V]` by the log-probabilities of its distribution.
  static func normalise(_ logits: UnsafeMutablePointer<S>, count: Int, temperature: S) {
    let highest = maximum(logits, count: count)
    let inverse = 1 / temperature
    var sum = SIMD8<S>()
    forEachVector(count) { i, lanes in
      let x = (logits.vector(i, lanes) - highest) * inverse
      logits.set(i, lanes, to: x)
      sum += only(lanes, S.exponential(x))
    }
    let logSum = S.logarithm(horizontalSum(sum))
    forEachVector(count) { i, lanes in logits.set(i, lanes, to: logits.vector(i, lanes) - logSum) }
  }

  /// Replaces a row of logits by log-probabilities.
  ///
  /// - Returns: the entropy, in nats.
  static func forward(_ logits: UnsafeMutablePointer<S>, count: Int, temperature: S) -> S {
    normalise(logits, count: count, temperature: temperature)
    var sum = SIMD8<S>()
    forEachVector(count) { i, lanes in
      let logP = logits.vector(i, lanes)
      sum.addProduct(only(lanes, S.exponential(logP)), logP)
    }
    return -horizontalSum(sum)
  }

  /// Replaces log-probabilities by the gradient of the logits, but for what comes to the token.
  ///
  /// With `a = dLoss/dlnp(token)`, `b = dLoss/dH` and `H` the entropy:
  /// `dlogit = (a · ([token] - p) - b · p · (ln p + H)) / temperature`, of which `a · [token]` is
  /// left to the caller: of several tokens that may come, each has its own `a`.
  static func backward(
    _ logProbabilities: UnsafeMutablePointer<S>, count: Int, temperature: S, slope: S,
    entropySlope: S, entropy: S
  ) {
    let inverse = 1 / temperature
    forEachVector(count) { i, lanes in
      let logP = logProbabilities.vector(i, lanes)
      let pull = slope + (logP + entropy) * entropySlope
      logProbabilities.set(i, lanes, to: S.exponential(logP) * pull * -inverse)
    }
  }

  @inline(__always)
  static func maximum(_ values: UnsafePointer<S>, count: Int) -> S {
    var highest = SIMD8<S>(repeating: values[0])
    forEachVector(count) { i, lanes in
      var x = values.vector(i, lanes)
      if lanes < 8 { for lane in lanes..<8 { x[lane] = values[0] } }
      highest = S.larger(highest, x)
    }
    return horizontalMaximum(highest)
  }

  /// The first `lanes` lanes, and zeros.
  @inline(__always)
  static func only(_ lanes: Int, _ vector: SIMD8<S>) -> SIMD8<S> {
    if lanes == 8 { return vector }
    var vector = vector
    for lane in lanes..<8 { vector[lane] = 0 }
    return vector
  }
}
