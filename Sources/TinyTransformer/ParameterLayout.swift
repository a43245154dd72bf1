/// Which parameters a model has, and where each lies in one flat buffer.
///
/// The names and shapes are those of Qwen3 in Hugging Face transformers, in its order. That order
/// puts the query, key and value projections of a layer next to each other, and likewise the two
/// halves of the gated feed-forward layer, so that each group is also one larger matrix.
package struct ParameterLayout: Sendable, Equatable {
  /// One named tensor, row-major.
  package struct Entry: Sendable, Equatable {
    package let name: String
    /// `[rows, columns]` of a matrix, `[count]` of a norm's weight.
    package let shape: [Int]
    /// Index of the first element in the flat buffer.
    package let offset: Int

    package var count: Int { shape.reduce(1, *) }
    package var range: Range<Int> { offset..<offset + count }
  }

  /// Offsets of one layer's tensors.
  struct Layer: Sendable, Equatable {
    var queryKeyValue = 0, output = 0, queryNorm = 0, keyNorm = 0
    var gateUp = 0, down = 0, inputNorm = 0, postAttentionNorm = 0
  }

  package private(set) var entries: [Entry] = []
  /// Length of the flat buffer.
  package private(set) var count = 0

  private(set) var embedding = 0
  private(set) var previousEmbedding: Int?
  private(set) var layers: [Layer] = []
  private(set) var finalNorm = 0
  /// That of the embedding, unless the head has a matrix of its own.
  private(set) var head = 0

  package init(_ configuration: TransformerConfiguration) {
    let c = configuration
    embedding = add("model.embed_tokens.weight", [c.vocabularySize, c.hiddenSize])
    if c.previousTokenEmbedding {
      previousEmbedding = add("model.embed_previous.weight", [c.vocabularySize, c.hiddenSize])
    }
    for index in 0..<c.layerCount {
      addLayer("model.layers.\(index).", c)
    }
    finalNorm = add("model.norm.weight", [c.hiddenSize])
    head =
      c.tiesEmbeddings
      ? embedding : add(Self.headName, [c.vocabularySize, c.hiddenSize])
  }

  static let headName = "lm_head.weight"

  private mutating func addLayer(_ prefix: String, _ c: TransformerConfiguration) {
    var layer = Layer()
    layer.queryKeyValue = add(prefix + "self_attn.q_proj.weight", [c.queryWidth, c.hiddenSize])
    _ = add(prefix + "self_attn.k_proj.weight", [c.keyValueWidth, c.hiddenSize])
    _ = add(prefix + "self_attn.v_proj.weight", [c.keyValueWidth, c.hiddenSize])
    layer.output = add(prefix + "self_attn.o_proj.weight", [c.hiddenSize, c.queryWidth])
    if c.normalisesHeads {
      layer.queryNorm = add(prefix + "self_attn.q_norm.weight", [c.headDimension])
      layer.keyNorm = add(prefix + "self_attn.k_norm.weight", [c.headDimension])
    }
    layer.gateUp = add(prefix + "mlp.gate_proj.weight", [c.intermediateSize, c.hiddenSize])
    _ = add(prefix + "mlp.up_proj.weight", [c.intermediateSize, c.hiddenSize])
    layer.down = add(prefix + "mlp.down_proj.weight", [c.hiddenSize, c.intermediateSize])
    layer.inputNorm = add(prefix + "input_layernorm.weight", [c.hiddenSize])
    layer.postAttentionNorm = add(prefix + "post_attention_layernorm.weight", [c.hiddenSize])
    layers.append(layer)
  }

  private mutating func add(_ name: String, _ shape: [Int]) -> Int {
    let entry = Entry(name: name, shape: shape, offset: count)
    entries.append(entry)
    count += entry.count
    return entry.offset
  }
}

extension ParameterLayout.Entry {
  /// What a tensor is for decides how it starts and which optimizer moves it.
  enum Role {
    case embedding
    case norm
    /// A matrix inside a block.
    case projection
    /// A matrix inside a block whose output is added to the residual stream.
    case residualProjection
  }

  var role: Role {
    if shape.count == 1 { return .norm }
    if name.hasPrefix("model.embed") || name == ParameterLayout.headName { return .embedding }
    return name.hasSuffix("o_proj.weight") || name.hasSuffix("down_proj.weight")
      ? .residualProjection : .projection
  }
}
