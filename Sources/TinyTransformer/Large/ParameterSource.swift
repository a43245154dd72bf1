/// Where the weights of a large model are read from, a part at a time.
protocol ParameterSource: Sendable {
  /// Writes the parameters of a range, counted as the layout counts them.
  func read(_ range: Range<Int>, into target: UnsafeMutablePointer<Float>)
}

/// Weights as a model folder holds them.
struct FolderParameters: ParameterSource {
  let layout: ParameterLayout
  private let folder: WeightFolder
  /// The tensor of each entry of the layout, in its order.
  private let tensors: [WeightFolder.Tensor]

  /// Finds the tensors of a configuration, which must be those that the folder has.
  ///
  /// - Throws: `ModelFileProblem`.
  init(_ configuration: TransformerConfiguration, _ folder: WeightFolder) throws(ModelFileProblem) {
    layout = ParameterLayout(configuration)
    self.folder = folder
    let missing = layout.entries.map(\.name).filter { folder[$0] == nil }
    guard missing.isEmpty else { throw .missingTensors(missing) }
    // Writers may add a copy of the head that is tied, and tables that are computed here.
    let unexpected = folder.names.subtracting(layout.entries.map(\.name)).filter {
      $0 != ParameterLayout.headName && !$0.hasSuffix("rotary_emb.inv_freq")
    }
    guard unexpected.isEmpty else { throw .unexpectedTensors(unexpected.sorted()) }
    tensors = layout.entries.compactMap { folder[$0.name] }
    for (entry, tensor) in zip(layout.entries, tensors) where tensor.shape != entry.shape {
      throw .wrongShape(tensor: entry.name, found: tensor.shape, expected: entry.shape)
    }
  }

  func forget() { folder.forget() }

  func read(_ range: Range<Int>, into target: UnsafeMutablePointer<Float>) {
    var index = layout.index(at: range.lowerBound)
    var place = range.lowerBound
    while place < range.upperBound {
      let entry = layout.entries[index]
      let end = min(entry.range.upperBound, range.upperBound)
      folder.read(
        tensors[index], from: place - entry.offset, count: end - place,
        into: target + (place - range.lowerBound))
      (place, index) = (end, index + 1)
    }
  }

  /// Refuses weights that are no finite numbers, by their tensor.
  ///
  /// - Throws: `ModelFileProblem.notFinite`.
  func requireFinite(_ pool: WorkerPool) throws(ModelFileProblem) {
    let found = Slots<Int>(tensors.count)
    pool.run(tensors.count) { index, _ in
      let (tensor, buffer) = (tensors[index], AlignedBuffer<Float>(4096))
      for first in stride(from: 0, to: tensor.count, by: 4096) {
        let count = min(4096, tensor.count - first)
        folder.read(tensor, from: first, count: count, into: buffer.base)
        // A sum of squares is finite only where each of them is, and these are far from overflow.
        if dotProduct(buffer.base, buffer.base, count).isFinite { continue }
        found[index] = (0..<count).first { !buffer.base[$0].isFinite }.map { first + $0 }
        if found[index] != nil { return }
      }
    }
    for (index, entry) in layout.entries.enumerated() {
      if let place = found[index] { throw .notFinite(tensor: entry.name, index: place) }
    }
  }
}

extension ParameterLayout {
  /// The entry that a parameter belongs to.
  func index(at offset: Int) -> Int {
    var (low, high) = (0, entries.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if entries[middle].offset <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
