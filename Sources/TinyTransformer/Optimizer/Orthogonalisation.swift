/// Brings all singular values of a matrix near one, without finding them.
enum Orthogonalisation {
  /// Five steps of a Newton-Schulz iteration whose polynomial, `3.4445 x - 4.7750 x³ + 2.0315 x⁵`,
  /// is tuned to be steep at zero: singular values end between about 0.7 and 1.2.
  ///
  /// - `matrix`: `[rows, columns]`, row-major.
  static func newtonSchulz(_ matrix: [Float], rows: Int, columns: Int) -> [Float] {
    // The Gram matrix is the smaller the shorter the rows' count.
    guard rows <= columns else {
      let result = newtonSchulz(
        transpose(matrix, rows: rows, columns: columns), rows: columns, columns: rows)
      return transpose(result, rows: columns, columns: rows)
    }
    let norm = matrix.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot() + 1e-7
    var x = matrix.map { $0 / norm }
    let panelMemory = AlignedBuffer<Float>(Panels<Float>.size(depth: columns, columns: columns))
    var gram = [Float](repeating: 0, count: rows * rows)
    var square = gram
    for _ in 0..<5 {
      // gram[r, r] = x[r, c] × x[r, c]ᵀ
      product(x, depth: columns, columns: rows, of: x, transposed: true, panelMemory, to: &gram)
      product(
        gram, depth: rows, columns: rows, of: gram, transposed: false, panelMemory, to: &square)
      for index in gram.indices { gram[index] = -4.7750 * gram[index] + 2.0315 * square[index] }
      // x[r, c] = 3.4445 · x + gram[r, r] × x[r, c]
      var next = x.map { 3.4445 * $0 }
      product(
        gram, depth: rows, columns: columns, of: x, transposed: false, panelMemory, to: &next,
        .accumulate)
      x = next
    }
    return x
  }

  /// `result[r, columns] (+)= left[r, depth] × right`.
  private static func product(
    _ left: [Float], depth: Int, columns: Int, of right: [Float], transposed: Bool,
    _ panelMemory: AlignedBuffer<Float>, to result: inout [Float],
    _ destination: Destination = .overwrite
  ) {
    let memory = panelMemory.reserve(Panels<Float>.size(depth: depth, columns: columns))
    right.withUnsafeBufferPointer { right in
      left.withUnsafeBufferPointer { left in
        result.withUnsafeMutableBufferPointer { result in
          guard let right = right.baseAddress, let factor = left.baseAddress,
            let result = result.baseAddress
          else { return }
          let panels: Panels<Float> =
            transposed
            ? .pack(
              transposed: right, rowStride: depth, depth: depth, columns: columns, into: memory)
            : .pack(rows: right, rowStride: columns, depth: depth, columns: columns, into: memory)
          multiply(
            factor, stride: depth, rows: left.count / depth, panels, to: result, stride: columns,
            destination)
        }
      }
    }
  }

  private static func transpose(_ matrix: [Float], rows: Int, columns: Int) -> [Float] {
    var result = [Float](repeating: 0, count: matrix.count)
    for row in 0..<rows {
      for column in 0..<columns { result[column * rows + row] = matrix[row * columns + column] }
    }
    return result
  }
}
