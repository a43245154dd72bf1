/// A token's vector, and optionally one more for the token before it in its sequence.
struct Embedding<S: Real> {
  /// C.
  let width: Int

  /// - Parameters:
  ///   - tokens: `[N]`, sequences one after another.
  ///   - previous: `[N]`, the token before each; negative where there is none.
  ///   - table: `[V, C]`.
  ///   - previousTable: `[V, C]`, or nil.
  ///   - output: `[N, C]`.
  func forward(
    tokens: [Int32], previous: [Int32], table: UnsafePointer<S>,
    previousTable: UnsafePointer<S>?, output: UnsafeMutablePointer<S>
  ) {
    for (row, token) in tokens.enumerated() {
      let x = output + row * width
      x.update(from: table + Int(token) * width, count: width)
      if let previousTable, previous[row] >= 0 {
        x.accumulate(previousTable + Int(previous[row]) * width, count: width)
      }
    }
  }

  func backward(
    _ outputGradient: UnsafePointer<S>, tokens: [Int32], previous: [Int32],
    tableGradient: UnsafeMutablePointer<S>, previousTableGradient: UnsafeMutablePointer<S>?
  ) {
    for (row, token) in tokens.enumerated() {
      let dx = outputGradient + row * width
      (tableGradient + Int(token) * width).accumulate(dx, count: width)
      if let previousTableGradient, previous[row] >= 0 {
        (previousTableGradient + Int(previous[row]) * width).accumulate(dx, count: width)
      }
    }
  }
}
