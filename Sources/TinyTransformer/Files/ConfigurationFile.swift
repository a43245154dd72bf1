import Basics

/// `config.json` of a model folder, in the form that Hugging Face `transformers` gives to Qwen3.
///
/// A model with the embedding of the previous token is no Qwen3. Its file says so in `model_type`,
/// so that other software refuses it instead of computing something else.
struct ConfigurationFile: Equatable {
  var configuration: TransformerConfiguration
  /// Which tokens begin, end and pad a sequence, as far as the file says.
  var beginning: Int32?
  var end: Int32?
  var padding: Int32?
}

extension ConfigurationFile {
  /// The names under which the two kinds of model are known.
  private enum Kind {
    case qwen3
    case previousToken

    var modelType: String {
      switch self {
      case .qwen3: "qwen3"
      case .previousToken: "kolb_previous_token"
      }
    }

    var architecture: String {
      switch self {
      case .qwen3: "Qwen3ForCausalLM"
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
    let kind: Kind = c.previousTokenEmbedding ? .previousToken : .qwen3
    var members: [(String, JSONValue)] = [
      ("architectures", [.string(kind.architecture)]),
      ("attention_bias", false),
      ("attention_dropout", .number(0)),
      ("bos_token_id", Self.value(beginning)),
      ("dtype", "float32"),
      ("eos_token_id", Self.value(end)),
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
      ("rope_parameters", ["rope_theta": .number(c.ropeTheta), "rope_type": "default"]),
      ("rope_theta", .number(c.ropeTheta)),
      ("tie_word_embeddings", true),
      ("torch_dtype", "float32"),
      ("use_sliding_window", false),
      ("vocab_size", .integer(c.vocabularySize)),
    ]
    if c.previousTokenEmbedding { members.append((Self.previousTokenKey, true)) }
    return .object(members.map { JSONValue.Member(name: $0.0, value: $0.1) })
  }

  private static func value(_ token: Int32?) -> JSONValue {
    token.map { .integer(Int($0)) } ?? .null
  }

  // MARK: Reading

  /// Keys that change nothing about what the model computes, or only how it is trained elsewhere.
  private static let ignoredKeys: Set<String> = [
    "_name_or_path", "initializer_range", "max_window_layers", "sliding_window",
    "transformers_version", "use_cache",
  ]

  /// Keys that are understood, besides those ignored.
  private static let knownKeys: Set<String> = [
    "architectures", "attention_bias", "attention_dropout", "bos_token_id", "dtype",
    "eos_token_id", "head_dim", "hidden_act", "hidden_size", "intermediate_size", "layer_types",
    "max_position_embeddings", "model_type", "num_attention_heads", "num_hidden_layers",
    "num_key_value_heads", "pad_token_id", "rms_norm_eps", "rope_parameters", "rope_scaling",
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
      headDimension: try size("head_dim", upTo: maximumHeadDimension),
      ropeTheta: try ropeTheta(document),
      rmsNormEpsilon: try document.member("rms_norm_eps").number(),
      maximumPositions: try size("max_position_embeddings", upTo: maximumPositions),
      previousTokenEmbedding: kind == .previousToken)
    do {
      try configuration.validate()
    } catch {
      throw ModelFileProblem.impossibleModel("\(error)")
    }

    func token(_ key: String) throws -> Int32? {
      let last = configuration.vocabularySize - 1
      return try document.optionalMember(key).map { Int32(try $0.integer(in: 0...last)) }
    }
    return ConfigurationFile(
      configuration: configuration,
      beginning: try token("bos_token_id"),
      end: try token("eos_token_id"),
      padding: try token("pad_token_id"))
  }

  private static func readKind(_ document: JSONField) throws -> Kind {
    let modelType = try document.member("model_type")
    let previousToken = try document.optionalMember(previousTokenKey)
    switch try modelType.string() {
    case Kind.qwen3.modelType:
      try previousToken?.require(false)
      return .qwen3
    case Kind.previousToken.modelType:
      try document.member(previousTokenKey).require(true)
      return .previousToken
    default:
      try modelType.require(.string(Kind.qwen3.modelType))
      return .qwen3
    }
  }

  /// Refuses variants of the architecture that are not computed here.
  private static func requireWhatIsBuilt(_ document: JSONField) throws {
    try document.member("tie_word_embeddings").require(true)
    try document.member("hidden_act").require("silu")
    try document.optionalMember("attention_bias")?.require(false)
    try document.optionalMember("use_sliding_window")?.require(false)
    try document.optionalMember("dtype")?.require("float32")
    try document.optionalMember("torch_dtype")?.require("float32")
    // Null and absent are fine; anything else stretches the positions.
    try document.optionalMember("rope_scaling")?.require(.null)
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
    try parameters.allowOnly(["rope_theta", "rope_type"])
    try parameters.optionalMember("rope_type")?.require("default")
    let theta = try parameters.member("rope_theta").number()
    if let old = try document.optionalMember("rope_theta"), try old.number() != theta {
      try old.require(.number(theta))
    }
    return theta
  }
}
