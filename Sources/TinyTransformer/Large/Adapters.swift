import Basics

/// Which matrices are trained by adapters of low rank, and how large these are.
///
/// Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", 2021.
package struct AdapterOptions: Sendable, Equatable {
  /// The matrices of a layer, by the names that `transformers` gives them.
  package static let allTargets = [
    "q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj",
  ]

  package var rank: Int
  /// What an adapter adds is multiplied by `alpha / rank`.
  package var alpha: Double
  package var targets: [String]

  package init(rank: Int = 16, alpha: Double = 32, targets: [String] = Self.allTargets) {
    self.rank = rank
    self.alpha = alpha
    self.targets = Self.allTargets.filter(targets.contains)
  }
}

/// Where the two matrices of each adapter lie in one flat buffer: `A [r, in]`, then `B [out, r]`.
struct AdapterLayout: Sendable, Equatable {
  /// What is added to one weight.
  struct Adapter: Sendable, Equatable {
    /// The name of the weight that it is added to.
    let weight: String
    /// Where that weight begins among the parameters.
    let offset: Int
    /// Which rows of the matrices that lie side by side are its own.
    let firstOutput: Int
    let outputs: Int
    let inputs: Int
    /// Where `A` begins, and where `B`.
    let down: Int
    let up: Int
  }

  let rank: Int
  let scale: Double
  private(set) var adapters: [Adapter] = []
  private(set) var count = 0
  private var places: [Int: [LayerMatrix: [Int]]] = [:]

  init(_ options: AdapterOptions, _ configuration: TransformerConfiguration) {
    rank = options.rank
    scale = options.alpha / Double(options.rank)
    let layout = ParameterLayout(configuration)
    for layer in 0..<configuration.layerCount {
      var beside: [LayerMatrix: Int] = [:]
      for (name, part, matrix) in Self.matrices {
        let weight = "model.layers.\(layer).\(part).\(name).weight"
        guard let entry = layout.entries.first(where: { $0.name == weight }) else { continue }
        let first = beside[matrix] ?? 0
        beside[matrix] = first + entry.shape[0]
        guard options.targets.contains(name) else { continue }
        add(entry, firstOutput: first, matrix, layer)
      }
    }
  }

  private mutating func add(
    _ entry: ParameterLayout.Entry, firstOutput: Int, _ matrix: LayerMatrix, _ layer: Int
  ) {
    let (outputs, inputs) = (entry.shape[0], entry.shape[1])
    places[layer, default: [:]][matrix, default: []].append(adapters.count)
    adapters.append(
      Adapter(
        weight: entry.name, offset: entry.offset, firstOutput: firstOutput, outputs: outputs,
        inputs: inputs, down: count, up: count + rank * inputs))
    count += rank * (inputs + outputs)
  }

  private static let matrices: [(name: String, part: String, matrix: LayerMatrix)] = [
    ("q_proj", "self_attn", .queryKeyValue), ("k_proj", "self_attn", .queryKeyValue),
    ("v_proj", "self_attn", .queryKeyValue), ("o_proj", "self_attn", .output),
    ("gate_proj", "mlp", .gateUp), ("up_proj", "mlp", .gateUp), ("down_proj", "mlp", .down),
  ]

  func adapters(of matrix: LayerMatrix, layer: Int) -> [Adapter] {
    places[layer]?[matrix]?.map { adapters[$0] } ?? []
  }
}

/// What is trained of a model whose weights stay as they are.
package struct Adapters: Sendable, Equatable {
  package let options: AdapterOptions
  let layout: AdapterLayout
  package var values: [Float]

  /// Fresh adapters, which add nothing yet: `A` as PEFT begins it, `B` zero.
  package init(
    _ options: AdapterOptions, _ configuration: TransformerConfiguration, seed: UInt64
  ) {
    self.options = options
    layout = AdapterLayout(options, configuration)
    values = [Float](repeating: 0, count: layout.count)
    var random = SplitMix64(seed: seed)
    for adapter in layout.adapters {
      let bound = 1 / Float(adapter.inputs).squareRoot()
      for index in adapter.down..<adapter.up {
        values[index] = (2 * random.uniform() - 1) * bound
      }
    }
  }
}

/// Weights with what adapters add to them.
struct AdaptedParameters: ParameterSource {
  let base: FolderParameters
  let adapters: Adapters

  func read(_ range: Range<Int>, into target: UnsafeMutablePointer<Float>) {
    base.read(range, into: target)
    let (layout, rank) = (adapters.layout, adapters.layout.rank)
    let scale = Float(layout.scale)
    for adapter in layout.adapters {
      let own = adapter.offset..<adapter.offset + adapter.outputs * adapter.inputs
      let shared = own.clamped(to: range)
      // Parts are whole rows, because weights are packed by rows.
      guard !shared.isEmpty else { continue }
      let first = (shared.lowerBound - adapter.offset) / adapter.inputs
      for row in first..<first + shared.count / adapter.inputs {
        let output = target + (adapter.offset + row * adapter.inputs - range.lowerBound)
        for r in 0..<rank {
          let factor = scale * adapters.values[adapter.up + row * rank + r]
          guard factor != 0 else { continue }
          adapters.values.withUnsafeBufferPointer { values in
            guard let a = values.baseAddress.map({ $0 + adapter.down + r * adapter.inputs })
            else { return }
            forEachVector(adapter.inputs) { i, lanes in
              output.set(
                i, lanes,
                to: output.vector(i, lanes)
                  .addingProduct(SIMD8(repeating: factor), a.vector(i, lanes)))
            }
          }
        }
      }
    }
  }
}
