/// Keys and values of one group, wherever the rows of their sequence lie.
extension Attention {
  /// Rows of one group, `[T, D]`.
  struct Rows {
    let base: UnsafePointer<S>
    let stride: Int
    let count: Int
  }

  func key(_ group: Int, of inputs: Inputs, _ scratch: Scratch<S>) -> Rows {
    rows(inputs, inputs.key + group * headDimension, keyWidth, scratch.pathKeys)
  }

  func value(_ group: Int, of inputs: Inputs, _ scratch: Scratch<S>) -> Rows {
    rows(inputs, inputs.value + group * headDimension, inputs.valueStride, scratch.pathValues)
  }

  /// Where the path is in one place, the rows as they lie; else they are brought together.
  private func rows(
    _ inputs: Inputs, _ source: UnsafePointer<S>, _ stride: Int, _ memory: AlignedBuffer<S>
  ) -> Rows {
    let length = inputs.length
    if inputs.path.count == 1 {
      return Rows(base: source + inputs.path[0].lowerBound * stride, stride: stride, count: length)
    }
    var target = memory.reserve(length * headDimension)
    for row in inputs.path.lazy.joined().prefix(length) {
      target.update(from: source + row * stride, count: headDimension)
      target += headDimension
    }
    return Rows(base: memory.base, stride: headDimension, count: length)
  }

  /// Panels of `[D, T]`.
  func packTransposed(_ rows: Rows, _ buffer: AlignedBuffer<S>) -> Panels<S> {
    .pack(
      transposed: rows.base, rowStride: rows.stride, depth: headDimension, columns: rows.count,
      into: buffer.reserve(Panels<S>.size(depth: headDimension, columns: rows.count)))
  }

  /// Panels of `[T, D]`.
  func pack(_ rows: Rows, _ buffer: AlignedBuffer<S>) -> Panels<S> {
    .pack(
      rows: rows.base, rowStride: rows.stride, depth: rows.count, columns: headDimension,
      into: buffer.reserve(Panels<S>.size(depth: rows.count, columns: headDimension)))
  }

  /// Where the gradients of one group's keys and values are summed, `[T, D]`.
  struct Targets {
    let key: UnsafeMutablePointer<S>
    let keyStride: Int
    let value: UnsafeMutablePointer<S>
    let valueStride: Int
  }

  func targets(
    _ group: Int, _ gradients: Gradients, _ inputs: Inputs, _ scratch: Scratch<S>
  ) -> Targets {
    if inputs.path.count == 1 {
      let first = inputs.path[0].lowerBound
      return Targets(
        key: gradients.key + first * keyWidth + group * headDimension, keyStride: keyWidth,
        value: gradients.value + first * gradients.valueStride + group * headDimension,
        valueStride: gradients.valueStride)
    }
    let size = inputs.length * headDimension
    return Targets(
      key: scratch.pathKeyGradients.zeros(size), keyStride: headDimension,
      value: scratch.pathValueGradients.zeros(size), valueStride: headDimension)
  }

  /// Brings gradients that were summed in one place to the rows of a path that is not.
  func addToPath(
    _ targets: Targets, _ group: Int, _ gradients: Gradients, _ inputs: Inputs
  ) {
    guard inputs.path.count > 1 else { return }
    var (key, value) = (targets.key, targets.value)
    for row in inputs.path.lazy.joined().prefix(inputs.length) {
      (gradients.key + row * keyWidth + group * headDimension)
        .accumulate(key, count: headDimension)
      (gradients.value + row * gradients.valueStride + group * headDimension)
        .accumulate(value, count: headDimension)
      key += headDimension
      value += headDimension
    }
  }
}
