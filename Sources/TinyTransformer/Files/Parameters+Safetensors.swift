extension Parameters {
  /// The weights as named tensors, under the names that `transformers` uses.
  func safetensors() -> Safetensors {
    Safetensors(
      tensors: layout.entries.map { entry in
        Safetensors.Tensor(
          name: entry.name, shape: entry.shape, values: Array(values[entry.range]))
      })
  }

  private static let embedding = "model.embed_tokens.weight"
  /// The name that an untied output head would have; `transformers` leaves it out when it is tied.
  private static let outputHead = ParameterLayout.headName

  /// Weights for a configuration, which must name exactly the tensors that the file holds.
  ///
  /// Names and shapes are compared before anything is allocated. A copy of the tied output head,
  /// which some writers add, is let through if it equals the embedding.
  ///
  /// - Throws: `ModelFileProblem`, or `TransformerError` if the configuration is impossible.
  init(_ configuration: TransformerConfiguration, _ file: Safetensors) throws {
    let entries = ParameterLayout(configuration).entries
    let tensors = Dictionary(file.tensors.map { ($0.name, $0) }, uniquingKeysWith: { $1 })

    let missing = entries.map(\.name).filter { tensors[$0] == nil }
    guard missing.isEmpty else { throw ModelFileProblem.missingTensors(missing) }
    let expected = Set(entries.map(\.name))
    let unexpected = file.tensors.filter { tensor in
      !expected.contains(tensor.name)
        && !(tensor.name == Self.outputHead && tensor.values == file[Self.embedding]?.values)
    }
    guard unexpected.isEmpty else {
      throw ModelFileProblem.unexpectedTensors(unexpected.map(\.name))
    }

    let found = entries.compactMap { tensors[$0.name] }
    for (entry, tensor) in zip(entries, found) where tensor.shape != entry.shape {
      throw ModelFileProblem.wrongShape(
        tensor: entry.name, found: tensor.shape, expected: entry.shape)
    }
    for tensor in found {
      if let index = tensor.values.firstIndex(where: { !$0.isFinite }) {
        throw ModelFileProblem.notFinite(tensor: tensor.name, index: index)
      }
    }
    try self.init(configuration, values: found.flatMap(\.values))
  }
}
