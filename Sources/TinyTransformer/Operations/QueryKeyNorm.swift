/// What Qwen3 does to the queries and keys of a token before they meet: each head is normalised
/// on its own, and then turned by the token's position.
struct QueryKeyNorm<S: Real> {
  let weights: Weights<S>
  let at: ParameterLayout.Layer

  private var heads: Int { weights.configuration.headCount }
  private var keyValueHeads: Int { weights.configuration.keyValueHeadCount }
  private var width: Int { weights.configuration.headDimension }

  /// - `token`: `[H+2G, D]`, of which the values are left alone.
  /// - `output`: `[H+G, D]`.
  /// - `inverse`: `[H+G]`.
  func forward(
    _ token: UnsafePointer<S>, position: Int, output: UnsafeMutablePointer<S>,
    inverse: UnsafeMutablePointer<S>
  ) {
    normalise(token, at.queryNorm, heads, output, inverse)
    let key = heads * width
    normalise(token + key, at.keyNorm, keyValueHeads, output + key, inverse + heads)
    weights.rotary.forward(output, heads: heads + keyValueHeads, position: position)
  }

  /// - `gradient`: `[H+G, D]`; it is turned back in place.
  /// - `input`: `[H+2G, D]`, as given to `forward`.
  /// - `inputGradient`: `[H+2G, D]`, to whose queries and keys is added.
  /// - `gradients`: of all parameters.
  func backward(
    _ gradient: UnsafeMutablePointer<S>, position: Int, input: UnsafePointer<S>,
    inverse: UnsafePointer<S>, inputGradient: UnsafeMutablePointer<S>,
    gradients: UnsafeMutablePointer<S>
  ) {
    weights.rotary.backward(gradient, heads: heads + keyValueHeads, position: position)
    let key = heads * width
    RMSNorm.backward(
      gradient, outputStride: width, input: input, inputStride: width,
      weight: weights.values + at.queryNorm, inverse: inverse, rows: heads, width: width,
      inputGradient: inputGradient, gradientStride: width,
      weightGradient: gradients + at.queryNorm)
    RMSNorm.backward(
      gradient + key, outputStride: width, input: input + key, inputStride: width,
      weight: weights.values + at.keyNorm, inverse: inverse + heads, rows: keyValueHeads,
      width: width, inputGradient: inputGradient + key, gradientStride: width,
      weightGradient: gradients + at.keyNorm)
  }

  private func normalise(
    _ input: UnsafePointer<S>, _ weight: Int, _ rows: Int, _ output: UnsafeMutablePointer<S>,
    _ inverse: UnsafeMutablePointer<S>
  ) {
    RMSNorm.forward(
      input, weight: weights.values + weight, epsilon: S(weights.configuration.rmsNormEpsilon),
      rows: rows, width: width, inputStride: width, output: output, outputStride: width,
      inverse: inverse)
  }
}
