/// Keeps a batch that surprises the model from throwing it off its path.
package enum GradientClipping {
  /// Scales gradients down so that their Euclidean norm over all parameters is at most `limit`.
  ///
  /// - Returns: the norm before; not finite if the gradients are broken, which are then left as
  ///   they are for the caller to drop.
  @discardableResult
  package static func clip(_ gradients: inout [Float], to limit: Float) -> Float {
    let norm = gradients.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return Float(0) }
      var sum = 0.0
      // Blocks are summed in single precision, vector by vector, and the blocks in double.
      for first in stride(from: 0, to: buffer.count, by: 4096) {
        let count = min(4096, buffer.count - first)
        sum += Double(dotProduct(base + first, base + first, count))
      }
      return Float(sum.squareRoot())
    }
    guard norm.isFinite, norm > limit else { return norm }
    let scale = limit / norm
    for index in gradients.indices { gradients[index] *= scale }
    return norm
  }
}
