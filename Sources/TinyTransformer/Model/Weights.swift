/// A snapshot of a model's parameters with each matrix packed for products.
///
/// Immutable, so any number of threads may compute with it while the parameters move on.
final class Weights<S: Real>: @unchecked Sendable {
  /// The matrices of one layer as right-hand factors, `[in, out]` forward and `[out, in]` backward.
  struct Layer {
    var queryKeyValue: Panels<S>
    var output: Panels<S>
    var gateUp: Panels<S>
    var down: Panels<S>
  }

  /// What moves through the network, in one direction.
  struct Direction {
    var layers: [Layer] = []
    var head: Panels<S>
  }

  let configuration: TransformerConfiguration
  let layout: ParameterLayout
  let rotary: RotaryEmbedding<S>
  /// All parameters, flat; where they are packed only, those that are no matrix of products.
  let values: UnsafePointer<S>
  /// Whether the matrices are nowhere but in `forward`.
  let isPackedOnly: Bool
  let forward: Direction
  /// Nil for a snapshot that only samples.
  let backward: Direction?

  /// Whatever `values` and the matrices point into.
  private let memory: [AnyObject]

  /// - `old`: of the same shape, and computed with by nobody any more: its memory is written anew.
  init(
    _ configuration: TransformerConfiguration, layout: ParameterLayout, values: [S],
    rotary: RotaryEmbedding<S>, forTraining: Bool, inMemoryOf old: Weights? = nil
  ) {
    self.configuration = configuration
    self.layout = layout
    self.rotary = rotary
    var kept = (old?.memory.compactMap { $0 as? AlignedBuffer<S> } ?? [])[...]
    let parameters = kept.popFirst() ?? AlignedBuffer<S>(values.count)
    values.withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return }
      parameters.base.update(from: base, count: values.count)
    }
    self.values = UnsafePointer(parameters.base)
    var packer = Packer(
      configuration: configuration, layout: layout, values: self.values, kept: kept)
    forward = packer.forward()
    backward = forTraining ? packer.backward() : nil
    memory = [parameters] + packer.buffers + Array(packer.kept)
    isPackedOnly = false
  }

  /// Weights of which the matrices are packed already, and only vectors lie among `loose`.
  init(
    _ configuration: TransformerConfiguration, layout: ParameterLayout,
    rotary: RotaryEmbedding<S>, loose: SparseBuffer<S>, forward: Direction,
    memory: [AlignedBuffer<S>]
  ) {
    self.configuration = configuration
    self.layout = layout
    self.rotary = rotary
    values = UnsafePointer(loose.base)
    self.forward = forward
    backward = nil
    self.memory = memory + [loose]
    isPackedOnly = true
  }

  /// Packs matrices and keeps their memory.
  private struct Packer {
    let configuration: TransformerConfiguration
    let layout: ParameterLayout
    let values: UnsafePointer<S>
    /// What can be written into, in the order in which it was made.
    var kept: ArraySlice<AlignedBuffer<S>>
    var buffers: [AlignedBuffer<S>] = []

    mutating func forward() -> Direction {
      let c = configuration
      var direction = Direction(
        head: packTransposed(layout.head, c.vocabularySize, c.hiddenSize))
      for layer in layout.layers {
        direction.layers.append(
          Layer(
            queryKeyValue: packTransposed(
              layer.queryKeyValue, c.queryWidth + 2 * c.keyValueWidth, c.hiddenSize),
            output: packTransposed(layer.output, c.hiddenSize, c.queryWidth),
            gateUp: packTransposed(layer.gateUp, 2 * c.intermediateSize, c.hiddenSize),
            down: packTransposed(layer.down, c.hiddenSize, c.intermediateSize)))
      }
      return direction
    }

    mutating func backward() -> Direction {
      let c = configuration
      var direction = Direction(head: pack(layout.head, c.vocabularySize, c.hiddenSize))
      for layer in layout.layers {
        direction.layers.append(
          Layer(
            queryKeyValue: pack(
              layer.queryKeyValue, c.queryWidth + 2 * c.keyValueWidth, c.hiddenSize),
            output: pack(layer.output, c.hiddenSize, c.queryWidth),
            gateUp: pack(layer.gateUp, 2 * c.intermediateSize, c.hiddenSize),
            down: pack(layer.down, c.hiddenSize, c.intermediateSize)))
      }
      return direction
    }

    private mutating func next(_ count: Int) -> AlignedBuffer<S> {
      let buffer = kept.popFirst() ?? AlignedBuffer<S>(count)
      _ = buffer.reserve(count)
      buffers.append(buffer)
      return buffer
    }

    /// A weight `[out, in]` as the factor `[in, out]`.
    private mutating func packTransposed(_ offset: Int, _ rows: Int, _ columns: Int) -> Panels<S> {
      let buffer = next(Panels<S>.size(depth: columns, columns: rows))
      return .pack(
        transposed: values + offset, rowStride: columns, depth: columns, columns: rows,
        into: buffer.base)
    }

    /// A weight `[out, in]` as the factor `[out, in]`.
    private mutating func pack(_ offset: Int, _ rows: Int, _ columns: Int) -> Panels<S> {
      let buffer = next(Panels<S>.size(depth: rows, columns: columns))
      return .pack(
        rows: values + offset, rowStride: columns, depth: rows, columns: columns,
        into: buffer.base)
    }
  }
}
