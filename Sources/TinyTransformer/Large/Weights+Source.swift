/// Weights of a large model: packed straight from where they are kept, with no second copy.
extension Weights where S == Float {
  /// Packs all matrices, and keeps the vectors as they are.
  ///
  /// - Parameters:
  ///   - configuration: the shape of the model.
  ///   - source: where its weights are.
  ///   - rotary: the rotation by position.
  ///   - pool: threads to pack with.
  convenience init(
    _ configuration: TransformerConfiguration, source: some ParameterSource,
    rotary: RotaryEmbedding<Float>, pool: WorkerPool
  ) {
    let layout = ParameterLayout(configuration)
    guard let loose = SparseBuffer<Float>(layout.count) else {
      preconditionFailure("no addresses for \(layout.count) parameters")
    }
    var packing = Packing(source: source)
    let forward = packing.plan(configuration, layout)
    packing.run(on: pool)
    for entry in layout.entries where entry.shape.count == 1 {
      source.read(entry.range, into: loose.base + entry.offset)
    }
    if !configuration.tiesEmbeddings {
      let embedding = layout.entries[layout.index(at: layout.embedding)]
      source.read(embedding.range, into: loose.base + embedding.offset)
    }
    self.init(
      configuration, layout: layout, rotary: rotary, loose: loose, forward: forward,
      memory: packing.buffers)
  }

  /// Matrices to be packed, cut into parts that threads take.
  private struct Packing<Source: ParameterSource> {
    let source: Source
    var buffers: [AlignedBuffer<Float>] = []
    private var parts: [Part] = []

    private struct Part: @unchecked Sendable {
      /// Where the rows begin among the parameters.
      let offset: Int
      let rows: Int
      let columns: Int
      let target: UnsafeMutablePointer<Float>
    }

    init(source: Source) {
      self.source = source
    }

    mutating func plan(
      _ c: TransformerConfiguration, _ layout: ParameterLayout
    ) -> Weights<Float>.Direction {
      var direction = Weights<Float>.Direction(
        head: add(layout.head, c.vocabularySize, c.hiddenSize))
      for layer in layout.layers {
        direction.layers.append(
          Weights<Float>.Layer(
            queryKeyValue: add(
              layer.queryKeyValue, c.queryWidth + 2 * c.keyValueWidth, c.hiddenSize),
            output: add(layer.output, c.hiddenSize, c.queryWidth),
            gateUp: add(layer.gateUp, 2 * c.intermediateSize, c.hiddenSize),
            down: add(layer.down, c.hiddenSize, c.intermediateSize)))
      }
      return direction
    }

    private mutating func add(_ offset: Int, _ rows: Int, _ columns: Int) -> Panels<Float> {
      let buffer = AlignedBuffer<Float>(Panels<Float>.size(depth: columns, columns: rows))
      buffers.append(buffer)
      for first in stride(from: 0, to: rows, by: 256) {
        parts.append(
          Part(
            offset: offset + first * columns, rows: min(256, rows - first), columns: columns,
            target: buffer.base + first * columns))
      }
      return Panels(base: buffer.base, depth: columns, columns: rows)
    }

    func run(on pool: WorkerPool) {
      let (source, parts) = (source, parts)
      let staging = Slots<AlignedBuffer<Float>>(pool.threadCount)
      pool.run(parts.count) { index, worker in
        let part = parts[index]
        let memory = staging[worker] ?? AlignedBuffer<Float>()
        staging[worker] = memory
        let rows = memory.reserve(part.rows * part.columns)
        source.read(part.offset..<part.offset + part.rows * part.columns, into: rows)
        _ = Panels<Float>.pack(
          transposed: rows, rowStride: part.columns, depth: part.columns, columns: part.rows,
          into: part.target)
      }
    }
  }
}
