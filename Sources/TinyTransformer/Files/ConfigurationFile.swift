import Basics

/// `config.json` of a model folder, in the form that Hugging Face `transformers` gives to Qwen3
/// and Llama.
///
/// A model with the embedding of the previous token is no Qwen3. Its file says so in `model_type`,
/// so that other software refuses it instead of computing something else.
struct ConfigurationFile: Equatable {
  var configuration: TransformerConfiguration
  /// Which tokens begin, end and pad a sequence, as far as the file says.
  var beginning: Int32?
  var end: Int32?
  var padding: Int32?
  /// Further tokens that end one.
  var otherEnds: [Int32] = []
}

extension ConfigurationFile {
  /// The names under which the kinds of model are known.
  private enum Kind: CaseIterable {
    case qwen3
    case llama
    case previousToken

    var modelType: String {
      switch self {
      case .qwen3: "qwen3"
      case .llama: "llama"
      case .previousToken: "kolb_previous_token"
      }
    }

    var architecture: String {
      switch self {
      case .qwen3: "Qwen3ForCausalLM"
      case .llama: "LlamaForCausalLM"
      case .previousToken: "KolbPreviousTokenForCausalLM"
      }
    }
  }

  private static let previousTokenKey = "previous_token_embedding"

  // MARK: Writing

  /// The document; `rope_theta` and `torch_dtype` repeat for `transformers` 4 what version 5 reads
  /// from `rope_parameters` and `dtype`.
  func document() -> JSONValue {
    let c = configuration
    let kind: Kind =
      c.previousTokenEmbedding ? .previousToken : c.normalisesHeads ? .qwen3 : .llama
    var members: [(String, JSONValue)] = [
      ("architectures", [.string(kind.architecture)]),
      ("attention_bias", false),
      ("attention_dropout", .number(0)),
      ("bos_token_id", Self.value(beginning)),
      ("dtype", "float32"),
      ("eos_token_id", endValue),
      ("head_dim", .integer(c.headDimension)),
      ("hidden_act", "silu"),
      ("hidden_size", .integer(c.hiddenSize)),
      ("intermediate_size", .integer(c.intermediateSize)),
      ("max_position_embeddings", .integer(c.maximumPositions)),
      ("model_type", .string(kind.modelType)),
      ("num_attention_heads", .integer(c.headCount)),
      ("num_hidden_layers", .integer(c.layerCount)),
      ("num_key_value_heads", .integer(c.keyValueHeadCount)),
      ("pad_token_id", Self.value(padding)),
      ("rms_norm_eps", .number(c.rmsNormEpsilon)),
      ("rope_parameters", ropeParameters),
      ("rope_theta", .number(c.ropeTheta)),
      ("tie_word_embeddings", .boolean(c.tiesEmbeddings)),
      ("torch_dtype", "float32"),
      ("use_sliding_window", false),
      ("vocab_size", .integer(c.vocabularySize)),
    ]
    if c.previousTokenEmbedding { members.append((Self.previousTokenKey, true)) }
    return .object(members.map { JSONValue.Member(name: $0.0, value: $0.1) })
  }

  private var endValue: JSONValue {
    guard let end, !otherEnds.isEmpty else { return Self.value(end) }
    return .array(([end] + otherEnds).map { .integer(Int($0)) })
  }

  private var ropeParameters: JSONValue {
    let theta = JSONValue.number(configuration.ropeTheta)
    switch configuration.ropeScaling {
    case nil: return ["rope_theta": theta, "rope_type": "default"]
    case .linear(let factor):
      return ["factor": .number(factor), "rope_theta": theta, "rope_type": "linear"]
    case .byFrequency(let factor, let low, let high, let positions):
      return [
        "factor": .number(factor), "high_freq_factor": .number(high),
        "low_freq_factor": .number(low),
        "original_max_position_embeddings": .integer(Int(positions)), "rope_theta": theta,
        "rope_type": "llama3",
      ]
    }
  }

  private static func value(_ token: Int32?) -> JSONValue {
    token.map { .integer(Int($0)) } ?? .null
  }

  // MARK: Reading

  /// Keys that change nothing about what the model computes, or only how it is trained elsewhere.
  private static let ignoredKeys: Set<String> = [
    "_attn_implementation_autoset", "_model_name_or_path", "_name_or_path", "initializer_range",
    "is_llama_config", "max_window_layers", "pretraining_tp", "rope_interleaved",
    "sliding_window", "transformers.js_config", "transformers_version", "unk_token_id",
    "use_cache",
  ]

  /// Keys that are understood, besides those ignored.
  private static let knownKeys: Set<String> = [
    "architectures", "attention_bias", "attention_dropout", "bos_token_id", "dtype",
    "eos_token_id", "head_dim", "hidden_act", "hidden_size", "intermediate_size", "layer_types",
    "max_position_embeddings", "model_type", "num_attention_heads", "num_hidden_layers",
    "mlp_bias", "num_key_value_heads", "pad_token_id", "rms_norm_eps", "rope_parameters",
    "rope_scaling",
    "rope_theta", "tie_word_embeddings", "torch_dtype", "use_sliding_window", "vocab_size",
    previousTokenKey,
  ]

  /// Limits on single dimensions, so that a hostile file cannot ask for more memory than there is
  /// before its tensors have been counted.
  private static let maximumWidth = 1 << 20
  private static let maximumLayers = 1 << 10
  private static let maximumHeads = 1 << 10
  private static let maximumHeadDimension = 1 << 8
  private static let maximumPositions = 1 << 18

  /// Reads `config.json`.
  ///
  /// A key that is missing has no default here, except where every Qwen3 agrees: a model that
  /// computes something slightly different is worse than an error.
  ///
  /// - Throws: `ModelFileError` that names the key.
  init(parsing bytes: [UInt8], file: String) throws {
    self = try ModelFileError.naming(file) { try Self.read(JSONField(parsing: bytes)) }
  }

  private static func read(_ document: JSONField) throws -> ConfigurationFile {
    try document.allowOnly(knownKeys.union(ignoredKeys))
    let kind = try readKind(document)
    try requireWhatIsBuilt(document)

    func size(_ key: String, upTo limit: Int) throws -> Int {
      try document.member(key).integer(in: 1...limit)
    }
    let configuration = TransformerConfiguration(
      vocabularySize: try size("vocab_size", upTo: maximumWidth),
      hiddenSize: try size("hidden_size", upTo: maximumWidth),
      intermediateSize: try size("intermediate_size", upTo: maximumWidth),
      layerCount: try size("num_hidden_layers", upTo: maximumLayers),
      headCount: try size("num_attention_heads", upTo: maximumHeads),
      keyValueHeadCount: try size("num_key_value_heads", upTo: maximumHeads),
      headDimension: try headDimension(document, kind),
      ropeTheta: try ropeTheta(document),
      rmsNormEpsilon: try document.member("rms_norm_eps").number(),
      maximumPositions: try size("max_position_embeddings", upTo: maximumPositions),
      previousTokenEmbedding: kind == .previousToken,
      normalisesHeads: kind != .llama,
      tiesEmbeddings: try document.optionalMember("tie_word_embeddings")?.boolean() ?? false,
      ropeScaling: try ropeScaling(document))
    do {
      try configuration.validate()
    } catch {
      throw ModelFileProblem.impossibleModel("\(error)")
    }

    func token(_ key: String) throws -> Int32? {
      let last = configuration.vocabularySize - 1
      return try document.optionalMember(key).map { Int32(try $0.integer(in: 0...last)) }
    }
    var file = ConfigurationFile(
      configuration: configuration,
      beginning: try token("bos_token_id"),
      padding: try token("pad_token_id"))
    if let ends = try document.optionalMember("eos_token_id"), case .array = ends.value {
      let all = try ends.elements().map {
        Int32(try $0.integer(in: 0...configuration.vocabularySize - 1))
      }
      (file.end, file.otherEnds) = (all.first, Array(all.dropFirst()))
    } else {
      file.end = try token("eos_token_id")
    }
    return file
  }

  /// Models of Llama may leave it out; what the others leave out is 128 whatever their width.
  private static func headDimension(_ document: JSONField, _ kind: Kind) throws -> Int {
    if kind == .llama, try document.optionalMember("head_dim") == nil {
      let width = try document.member("hidden_size").integer(in: 1...maximumWidth)
      return width / (try document.member("num_attention_heads").integer(in: 1...maximumHeads))
    }
    return try document.member("head_dim").integer(in: 1...maximumHeadDimension)
  }

  private static func readKind(_ document: JSONField) throws -> Kind {
    let modelType = try document.member("model_type")
    let previousToken = try document.optionalMember(previousTokenKey)
    let name = try modelType.string()
    guard let kind = Kind.allCases.first(where: { $0.modelType == name }) else {
      throw ModelFileProblem.unsupportedValue(
        key: modelType.key, found: quoted(name),
        supported: quotedList(Kind.allCases.map(\.modelType)))
    }
    if kind == .previousToken {
      try document.member(previousTokenKey).require(true)
    } else {
      try previousToken?.require(false)
    }
    return kind
  }

  /// Refuses variants of the architecture that are not computed here.
  private static func requireWhatIsBuilt(_ document: JSONField) throws {
    try document.optionalMember("mlp_bias")?.require(false)
    try document.optionalMember("rope_interleaved")?.require(false)
    try document.member("hidden_act").require("silu")
    try document.optionalMember("attention_bias")?.require(false)
    try document.optionalMember("use_sliding_window")?.require(false)
    for key in ["dtype", "torch_dtype"] {
      guard let type = try document.optionalMember(key) else { continue }
      let name = try type.string()
      guard TensorElement.names.contains(name) else {
        throw ModelFileProblem.unsupportedValue(
          key: type.key, found: quoted(name), supported: quotedList(TensorElement.names))
      }
    }
    for layer in try document.optionalMember("layer_types")?.elements() ?? [] {
      try layer.require("full_attention")
    }
    if let dropout = try document.optionalMember("attention_dropout"), try dropout.number() != 0 {
      try dropout.require(.number(0))
    }
  }

  /// θ, from where version 5 of `transformers` keeps it or else from where version 4 did.
  private static func ropeTheta(_ document: JSONField) throws -> Double {
    guard let parameters = try document.optionalMember("rope_parameters") else {
      return try document.member("rope_theta").number()
    }
    let theta = try parameters.member("rope_theta").number()
    if let old = try document.optionalMember("rope_theta"), try old.number() != theta {
      try old.require(.number(theta))
    }
    return theta
  }

  /// What stretches the positions, from `rope_parameters` or, in version 4, `rope_scaling`.
  private static func ropeScaling(_ document: JSONField) throws -> RopeScaling? {
    guard
      let parameters = try document.optionalMember("rope_scaling")
        ?? document.optionalMember("rope_parameters")
    else { return nil }
    func number(_ key: String) throws -> Double {
      let field = try parameters.member(key)
      let value = try field.number()
      guard value > 0, value < 1e9 else {
        throw ModelFileProblem.unsupportedValue(
          key: field.key, found: "\(value)", supported: "a positive number")
      }
      return value
    }
    let type = try parameters.optionalMember("rope_type") ?? parameters.optionalMember("type")
    switch try type?.string() ?? "default" {
    case "default":
      try parameters.allowOnly(["rope_theta", "rope_type", "type"])
      return nil
    case "linear":
      try parameters.allowOnly(["rope_theta", "rope_type", "type", "factor"])
      return .linear(factor: try number("factor"))
    case "llama3":
      try parameters.allowOnly([
        "rope_theta", "rope_type", "type", "factor", "low_freq_factor", "high_freq_factor",
        "original_max_position_embeddings",
      ])
      let (low, high) = (try number("low_freq_factor"), try number("high_freq_factor"))
      guard low < high else {
        throw ModelFileProblem.impossibleModel("low_freq_factor is not below high_freq_factor.")
      }
      return .byFrequency(
        factor: try number("factor"), low: low, high: high,
        positions: try number("original_max_position_embeddings"))
    case let other:
      throw ModelFileProblem.unsupportedValue(
        key: type?.key ?? parameters.key, found: quoted(other),
        supported: "'default', 'linear', 'llama3'")
    }
  }
}
