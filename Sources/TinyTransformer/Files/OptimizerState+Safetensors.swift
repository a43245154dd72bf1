/// `optimizer.safetensors`: a tensor for each buffer, and the count of steps as metadata.
extension OptimizerState {
  private static let stepKey = "step_count"

  private static func name(ofBuffer index: Int) -> String { "buffer.\(index)" }

  func safetensors() -> Safetensors {
    Safetensors(
      tensors: buffers.enumerated().map { index, values in
        Safetensors.Tensor(
          name: Self.name(ofBuffer: index), shape: [values.count], values: values)
      },
      metadata: [Self.stepKey: String(stepCount)])
  }

  /// State for an optimizer with so many buffers, each as long as the parameters.
  ///
  /// - Throws: `ModelFileProblem`.
  init(
    _ file: Safetensors, bufferCount: Int, parameterCount: Int
  ) throws(ModelFileProblem) {
    let stepKey = "\(Safetensors.metadataKey).\(Self.stepKey)"
    guard let text = file.metadata[Self.stepKey] else { throw .missingKey(stepKey) }
    guard let stepCount = Int(text), stepCount >= 0 else {
      throw .wrongType(key: stepKey, expected: "a count in digits", found: quoted(text))
    }
    let names = (0..<bufferCount).map(Self.name(ofBuffer:))
    let unexpected = file.tensors.map(\.name).filter { !names.contains($0) }
    guard unexpected.isEmpty else { throw .unexpectedTensors(unexpected) }

    var buffers: [[Float]] = []
    for name in names {
      guard let tensor = file[name] else { throw .missingTensors([name]) }
      guard tensor.shape == [parameterCount] else {
        throw .wrongShape(tensor: name, found: tensor.shape, expected: [parameterCount])
      }
      if let index = tensor.values.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(tensor: name, index: index)
      }
      buffers.append(tensor.values)
    }
    self.init(stepCount: stepCount, buffers: buffers)
  }
}
