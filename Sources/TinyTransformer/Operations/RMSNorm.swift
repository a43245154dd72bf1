/// Root-mean-square normalisation: `y = x / √(mean(x²) + ε) · w`.
///
/// Zhang and Sennrich, "Root Mean Square Layer Normalization", 2019. It works on rows of a given
/// width, which are tokens `[N, C]` or the heads of tokens `[N·H, D]`.
enum RMSNorm<S: Real> {
  /// - `input`: `[N, C]`.
  /// - `weight`: `[C]`.
  /// - `output`: `[N, C]`.
  /// - `inverse`: `[N]`, 1 / √(mean(x²) + ε) of each row, which backward needs.
  static func forward(
    _ input: UnsafePointer<S>, weight: UnsafePointer<S>, epsilon: S, rows: Int, width: Int,
    inputStride: Int, output: UnsafeMutablePointer<S>, outputStride: Int,
    inverse: UnsafeMutablePointer<S>
  ) {
    let whole = width & ~7
    for row in 0..<rows {
      let x = input + row * inputStride
      let y = output + row * outputStride
      let scale = 1 / (dotProduct(x, x, width) / S(width) + epsilon).squareRoot()
      inverse[row] = scale
      @inline(__always) func normalise(_ i: Int, _ lanes: Int) {
        y.set(i, lanes, to: x.vector(i, lanes) * weight.vector(i, lanes) * scale)
      }
      for i in stride(from: 0, to: whole, by: 8) { normalise(i, 8) }
      if whole < width { normalise(whole, width - whole) }
    }
  }

  /// With `s = inverse` and `g = w · dy`: `dx += s · (g - x · s² · mean(x · g))`, `dw += dy · x · s`.
  static func backward(
    _ outputGradient: UnsafePointer<S>, outputStride: Int,
    input: UnsafePointer<S>, inputStride: Int,
    weight: UnsafePointer<S>, inverse: UnsafePointer<S>, rows: Int, width: Int,
    inputGradient: UnsafeMutablePointer<S>, gradientStride: Int,
    weightGradient: UnsafeMutablePointer<S>
  ) {
    let whole = width & ~7
    for row in 0..<rows {
      let x = input + row * inputStride
      let dy = outputGradient + row * outputStride
      let dx = inputGradient + row * gradientStride
      let scale = inverse[row]
      var sum = SIMD8<S>()
      @inline(__always) func addToWeight(_ i: Int, _ lanes: Int) {
        let product = x.vector(i, lanes) * dy.vector(i, lanes)
        sum.addProduct(product, weight.vector(i, lanes))
        weightGradient.add(i, lanes, product * scale)
      }
      for i in stride(from: 0, to: whole, by: 8) { addToWeight(i, 8) }
      if whole < width { addToWeight(whole, width - whole) }
      let pull = -horizontalSum(sum) / S(width) * scale * scale * scale
      @inline(__always) func addToInput(_ i: Int, _ lanes: Int) {
        let g = weight.vector(i, lanes) * dy.vector(i, lanes) * scale
        dx.add(i, lanes, g.addingProduct(x.vector(i, lanes), SIMD8(repeating: pull)))
      }
      for i in stride(from: 0, to: whole, by: 8) { addToInput(i, 8) }
      if whole < width { addToInput(whole, width - whole) }
    }
  }
}
