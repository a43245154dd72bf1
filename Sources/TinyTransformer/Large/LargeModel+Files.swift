import Basics
import Foundation

/// What a large model has learnt, as files: adapters in the form of PEFT, all weights as a folder has
/// them, and beside either what the optimizer remembers.
extension LargeModel {
  private static let adapterName = "adapter_model.safetensors"
  private static let adapterConfigurationName = "adapter_config.json"
  private static let optimizerName = "optimizer.safetensors"
  /// What PEFT puts before the name of a module.
  private static let prefix = "base_model.model."

  /// Writes what was learnt into a folder that exists.
  ///
  /// - Parameters:
  ///   - optimizer: what is needed to go on exactly.
  ///   - base: the folder that training began with, which adapters name.
  ///   - folder: where the files go.
  /// - Throws: `ModelFileError`.
  package func save(_ optimizer: OptimizerState, of base: String, to folder: URL) throws {
    if let adapters {
      try RegularFile.write(
        Array(Self.configuration(adapters.options, base).indentedText().utf8),
        to: folder.appendingPathComponent(Self.adapterConfigurationName))
      try Self.tensors(of: adapters).write(to: folder.appendingPathComponent(Self.adapterName))
    } else {
      try trainedTensors.write(to: folder.appendingPathComponent(WeightFolder.single))
    }
    try optimizer.safetensors().write(to: folder.appendingPathComponent(Self.optimizerName))
  }

  /// Takes up what `save` wrote.
  ///
  /// - Parameters:
  ///   - folder: where it was written.
  ///   - optimizerBuffers: how many buffers the optimizer keeps.
  /// - Returns: what the optimizer remembers.
  /// - Throws: `ModelFileError` that names the file.
  package func load(from folder: URL, optimizerBuffers: Int) throws -> OptimizerState {
    let name = adapters == nil ? WeightFolder.single : Self.adapterName
    try ModelFolder.require([name, Self.optimizerName], in: folder)
    let file = folder.appendingPathComponent(name)
    let tensors = try Safetensors(at: file)
    let state = folder.appendingPathComponent(Self.optimizerName)
    let optimizer = try Safetensors(at: state)
    let values = try ModelFileError.naming(file.path) { try trainedValues(tensors) }
    let remembered = try ModelFileError.naming(state.path) {
      try OptimizerState(
        optimizer, bufferCount: optimizerBuffers, parameterCount: trainedCount)
    }
    take(values)
    return remembered
  }

  /// `adapter_config.json`, as PEFT reads it.
  private static func configuration(_ options: AdapterOptions, _ base: String) -> JSONValue {
    [
      "base_model_name_or_path": .string(base),
      "bias": "none",
      "fan_in_fan_out": false,
      "inference_mode": true,
      "lora_alpha": .number(options.alpha),
      "lora_dropout": .number(0),
      "peft_type": "LORA",
      "r": .integer(options.rank),
      "target_modules": .array(options.targets.map { .string($0) }),
      "task_type": "CAUSAL_LM",
    ]
  }

  private static func names(_ adapter: AdapterLayout.Adapter) -> (down: String, up: String) {
    let module = prefix + adapter.weight.dropLast(".weight".count)
    return (module + ".lora_A.weight", module + ".lora_B.weight")
  }

  private static func tensors(of adapters: Adapters) -> Safetensors {
    let rank = adapters.layout.rank
    return Safetensors(
      tensors: adapters.layout.adapters.flatMap { adapter in
        let names = names(adapter)
        let end = adapter.up + rank * adapter.outputs
        return [
          Safetensors.Tensor(
            name: names.down, shape: [rank, adapter.inputs],
            values: Array(adapters.values[adapter.down..<adapter.up])),
          Safetensors.Tensor(
            name: names.up, shape: [adapter.outputs, rank],
            values: Array(adapters.values[adapter.up..<end])),
        ]
      })
  }

  /// What is trained, from the tensors of a file that must be exactly those.
  func trainedValues(_ file: Safetensors) throws(ModelFileProblem) -> [Float] {
    let expected = adapters.map(Self.tensors) ?? trainedTensors
    let names = Set(expected.tensors.map(\.name))
    let found = Dictionary(file.tensors.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let missing = names.subtracting(found.keys)
    guard missing.isEmpty else { throw .missingTensors(missing.sorted()) }
    let unexpected = Set(found.keys).subtracting(names)
    guard unexpected.isEmpty else { throw .unexpectedTensors(unexpected.sorted()) }
    for tensor in expected.tensors {
      guard let own = found[tensor.name] else { continue }
      guard own.shape == tensor.shape else {
        throw .wrongShape(tensor: tensor.name, found: own.shape, expected: tensor.shape)
      }
      if let index = own.values.firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(tensor: own.name, index: index)
      }
    }
    guard let adapters else {
      return parameterLayout.entries.flatMap { found[$0.name]?.values ?? [] }
    }
    return adapters.layout.adapters.flatMap { adapter in
      let names = Self.names(adapter)
      return (found[names.down]?.values ?? []) + (found[names.up]?.values ?? [])
    }
  }
}
