/// The gated activation `silu(gate) · up`, with `silu(x) = x · σ(x)`.
///
/// Shazeer, "GLU Variants Improve Transformer", 2020.
enum SwiGLU<S: Real> {
  /// - `gateUp`: `[N, 2F]`, the gates of a token before its ups.
  /// - `output`: `[N, F]`.
  static func forward(
    _ gateUp: UnsafePointer<S>, rows: Int, width: Int, output: UnsafeMutablePointer<S>
  ) {
    for row in 0..<rows {
      let gate = gateUp + row * 2 * width
      let up = gate + width
      let y = output + row * width
      if WideProducts.has(S.self) {
        WideProducts.swiGLU(gate: gate, up: up, width: width, output: y)
        continue
      }
      @inline(__always) func activate(_ i: Int, _ lanes: Int) {
        let g = gate.vector(i, lanes)
        y.set(i, lanes, to: g * sigmoid(g) * up.vector(i, lanes))
      }
      let whole = width & ~7
      for i in stride(from: 0, to: whole, by: 8) { activate(i, 8) }
      if whole < width { activate(whole, width - whole) }
    }
  }

  /// Replaces `gateUp` by its gradient.
  ///
  /// `dgate = dy · up · σ(g) · (1 + g · (1 - σ(g)))` and `dup = dy · g · σ(g)`.
  static func backward(
    _ outputGradient: UnsafePointer<S>, rows: Int, width: Int, gateUp: UnsafeMutablePointer<S>
  ) {
    for row in 0..<rows {
      let gate = gateUp + row * 2 * width
      let up = gate + width
      let dy = outputGradient + row * width
      if WideProducts.has(S.self) {
        WideProducts.swiGLUBackward(dy, width: width, gate: gate, up: up)
        continue
      }
      @inline(__always) func differentiate(_ i: Int, _ lanes: Int) {
        let g = gate.vector(i, lanes)
        let u = up.vector(i, lanes)
        let d = dy.vector(i, lanes)
        let s = sigmoid(g)
        gate.set(i, lanes, to: d * u * s * (1 + g * (1 - s)))
        up.set(i, lanes, to: d * g * s)
      }
      let whole = width & ~7
      for i in stride(from: 0, to: whole, by: 8) { differentiate(i, 8) }
      if whole < width { differentiate(whole, width - whole) }
    }
  }

  @inline(__always)
  private static func sigmoid(_ x: SIMD8<S>) -> SIMD8<S> {
    1 / (1 + S.exponential(-x))
  }
}
