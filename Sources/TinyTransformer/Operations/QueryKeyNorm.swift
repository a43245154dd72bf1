/// What is done to the queries and keys of a token before they meet: each head is normalised on
/// its own, if the model is a Qwen3 and no Llama, and then turned by the token's position.
struct QueryKeyNorm<S: Real> {
  let weights: Weights<S>
  /// Where the norm's weight lies among the parameters.
  let weight: Int
  let heads: Int

  private var width: Int { weights.configuration.headDimension }

  /// - `token`: the heads of one token, `[H, D]`.
  /// - `output`: `[H, D]`.
  /// - `inverse`: `[H]`.
  func forward(
    _ token: UnsafePointer<S>, position: Int, output: UnsafeMutablePointer<S>,
    inverse: UnsafeMutablePointer<S>
  ) {
    guard weights.configuration.normalisesHeads else {
      output.update(from: token, count: heads * width)
      weights.rotary.forward(output, heads: heads, position: position)
      return
    }
    RMSNorm.forward(
      token, weight: weights.values + weight, epsilon: S(weights.configuration.rmsNormEpsilon),
      rows: heads, width: width, inputStride: width, output: output, outputStride: width,
      inverse: inverse)
    weights.rotary.forward(output, heads: heads, position: position)
  }

  /// - `gradient`: `[H, D]`; it is turned back in place.
  /// - `input`: `[H, D]`, as given to `forward`.
  /// - `inputGradient`: `[H, D]`, to which is added.
  /// - `gradients`: of all parameters.
  func backward(
    _ gradient: UnsafeMutablePointer<S>, position: Int, input: UnsafePointer<S>,
    inverse: UnsafePointer<S>, inputGradient: UnsafeMutablePointer<S>,
    gradients: UnsafeMutablePointer<S>
  ) {
    weights.rotary.backward(gradient, heads: heads, position: position)
    guard weights.configuration.normalisesHeads else {
      return inputGradient.accumulate(gradient, count: heads * width)
    }
    RMSNorm.backward(
      gradient, outputStride: width, input: input, inputStride: width,
      weight: weights.values + weight, inverse: inverse, rows: heads, width: width,
      inputGradient: inputGradient, gradientStride: width, weightGradient: gradients + weight)
  }
}
