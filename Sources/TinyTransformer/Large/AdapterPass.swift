/// Gradients of adapters, on the way back through the matrices that they are added to.
///
/// With `W' = W + s · B · A`, `x` the input and `dy` the output's gradient: `dB += s · dyᵀ · (x · Aᵀ)`
/// and `dA += s · (dy · B)ᵀ · x`. The way back to the input is that of `W'`, which holds them already.
final class AdapterPass<S: Real> {
  private let layout: AdapterLayout
  private let values: UnsafePointer<S>
  private let gradients: UnsafeMutablePointer<S>
  private let panels = AlignedBuffer<S>()
  private let reduced = AlignedBuffer<S>()  // [N, r]
  private let reducedGradient = AlignedBuffer<S>()  // [N, r]

  /// - `values` and `gradients`: laid out as the adapters.
  init(
    _ layout: AdapterLayout, values: UnsafePointer<S>, gradients: UnsafeMutablePointer<S>
  ) {
    self.layout = layout
    self.values = values
    self.gradients = gradients
  }

  /// - `outputGradient`: rows of all the matrices that lie side by side, `stride` apart.
  /// - `input`: `[N, columns]`.
  func add(
    _ matrix: LayerMatrix, layer: Int, outputGradient: UnsafePointer<S>, stride: Int,
    input: UnsafePointer<S>, columns: Int, depth: Int, _ activations: Activations<S>
  ) {
    let rank = layout.rank
    let scale = S(layout.scale)
    for adapter in layout.adapters(of: matrix, layer: layer) {
      let dy = outputGradient + adapter.firstOutput
      // reduced[N, r] = x[N, in] × A[r, in]ᵀ
      let a = Panels<S>.pack(
        transposed: values + adapter.down, rowStride: columns, depth: columns, columns: rank,
        into: panels.reserve(Panels<S>.size(depth: columns, columns: rank)))
      let small = reduced.reserve(depth * rank)
      product(input, stride: columns, rows: depth, a, to: small, stride: rank, activations)
      for index in 0..<depth * rank { small[index] *= scale }
      // dB[out, r] += dy[N, out]ᵀ × s · reduced[N, r]
      accumulate(
        dy, stride: stride, rows: adapter.outputs, small, stride: rank, columns: rank,
        depth: depth, to: gradients + adapter.up, activations)
      // dreduced[N, r] = dy[N, out] × B[out, r]
      let b = Panels<S>.pack(
        rows: values + adapter.up, rowStride: rank, depth: adapter.outputs, columns: rank,
        into: panels.reserve(Panels<S>.size(depth: adapter.outputs, columns: rank)))
      let smallGradient = reducedGradient.reserve(depth * rank)
      product(dy, stride: stride, rows: depth, b, to: smallGradient, stride: rank, activations)
      for index in 0..<depth * rank { smallGradient[index] *= scale }
      // dA[r, in] += s · dreduced[N, r]ᵀ × x[N, in]
      accumulate(
        smallGradient, stride: rank, rows: rank, input, stride: columns, columns: columns,
        depth: depth, to: gradients + adapter.down, activations)
    }
  }

  private func product(
    _ left: UnsafePointer<S>, stride: Int, rows: Int, _ right: Panels<S>,
    to output: UnsafeMutablePointer<S>, stride outputStride: Int, _ activations: Activations<S>
  ) {
    if let team = activations.team {
      team.product(
        left, stride: stride, rows: rows, right, to: output, stride: outputStride, .overwrite)
    } else {
      multiply(left, stride: stride, rows: rows, right, to: output, stride: outputStride)
    }
  }

  private func accumulate(
    _ left: UnsafePointer<S>, stride: Int, rows: Int, _ right: UnsafePointer<S>,
    stride rightStride: Int, columns: Int, depth: Int, to output: UnsafeMutablePointer<S>,
    _ activations: Activations<S>
  ) {
    if let team = activations.team {
      team.accumulate(
        left, stride: stride, rows: rows, right, stride: rightStride, columns: columns,
        depth: depth, to: output, stride: columns, activations.scratches)
    } else {
      accumulateTransposed(
        left, stride: stride, rows: rows, right, stride: rightStride, columns: columns,
        depth: depth, to: output, stride: columns, scratch: activations.scratch)
    }
  }
}
