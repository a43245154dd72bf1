/// Operations by one thread or by a team, with the same results to the bit.
extension Decoder {
  func product(
    _ left: UnsafePointer<S>, stride: Int, rows: Int, _ right: Panels<S>,
    to output: UnsafeMutablePointer<S>, stride outputStride: Int,
    _ destination: Destination = .overwrite
  ) {
    if let team = activations.team {
      team.product(
        left, stride: stride, rows: rows, right, to: output, stride: outputStride, destination)
    } else {
      multiply(
        left, stride: stride, rows: rows, right, to: output, stride: outputStride, destination)
    }
  }

  /// The way back through a product with `forward`, by `backward` where it was packed for that.
  func productBack(
    _ left: UnsafePointer<S>, stride: Int, rows: Int, forward: Panels<S>, backward: Panels<S>?,
    to output: UnsafeMutablePointer<S>, stride outputStride: Int
  ) {
    if let backward {
      product(left, stride: stride, rows: rows, backward, to: output, stride: outputStride)
    } else if let team = activations.team {
      team.productTransposed(
        left, stride: stride, rows: rows, forward, to: output, stride: outputStride, .overwrite,
        activations.scratches)
    } else {
      multiplyTransposed(
        left, stride: stride, rows: rows, forward, columns: 0..<forward.depth, to: output,
        stride: outputStride, .overwrite, scratch: scratch)
    }
  }

  /// Calls `body` for ranges of rows that do not depend on each other.
  func forEachRow(_ count: Int, _ body: (Range<Int>) -> Void) {
    if let team = activations.team {
      team.split(count, unit: 1) { range, _ in body(range) }
    } else {
      body(0..<count)
    }
  }

  /// Adds to the gradient of a weight, or to those of its adapters where only they are trained.
  ///
  /// - `outputGradient`: `[N, out]`.
  /// - `input`: `[N, in]`.
  /// - `offset`: that of the weight among the parameters.
  func addWeightGradient(
    _ matrix: LayerMatrix, _ index: Int, outputGradient: UnsafePointer<S>, rows: Int,
    input: UnsafePointer<S>, columns: Int, depth: Int,
    to gradients: UnsafeMutablePointer<S>, at offset: Int
  ) {
    if let adapters = activations.adapters {
      adapters.add(
        matrix, layer: index, outputGradient: outputGradient, stride: rows, input: input,
        columns: columns, depth: depth, activations)
    } else if let team = activations.team {
      team.accumulate(
        outputGradient, stride: rows, rows: rows, input, stride: columns, columns: columns,
        depth: depth, to: gradients + offset, stride: columns, activations.scratches)
    } else {
      accumulateTransposed(
        outputGradient, stride: rows, rows: rows, input, stride: columns, columns: columns,
        depth: depth, to: gradients + offset, stride: columns, scratch: scratch)
    }
  }
}

/// The matrices of a layer as they are multiplied with, some of them side by side.
enum LayerMatrix: Hashable, Sendable {
  case queryKeyValue
  case output
  case gateUp
  case down
}
