import Basics
import Testing

@testable import TinyTransformer

@Suite struct `config.json` {
  private static let small = ConfigurationFile(
    configuration: TransformerConfiguration(
      vocabularySize: 64, hiddenSize: 24, intermediateSize: 40, layerCount: 2, headCount: 4,
      keyValueHeadCount: 2, headDimension: 10, ropeTheta: 5000, rmsNormEpsilon: 1e-5,
      maximumPositions: 77),
    beginning: 1, end: 2, padding: 0)

  @Test(arguments: [false, true])
  func `reads back as it was written`(previousToken: Bool) throws {
    var file = Self.small
    file.configuration.previousTokenEmbedding = previousToken
    let text = file.document().indentedText()
    #expect(try ConfigurationFile(parsing: Array(text.utf8), file: "") == file)
  }

  @Test func `of a model with previous tokens does not pretend to be Qwen3`() {
    var file = Self.small
    file.configuration.previousTokenEmbedding = true
    #expect(!file.document().compactText().contains("wen3"))
  }

  @Test func `of transformers 4, with rope_theta alone, is read`() throws {
    let text = Self.small.document().compactText()
      .replacing(#""rope_parameters":{"rope_theta":5000.0,"rope_type":"default"},"#, with: "")
    #expect(!text.contains("rope_parameters"))
    #expect(try ConfigurationFile(parsing: Array(text.utf8), file: "") == Self.small)
  }

  @Test(arguments: [
    (#""hidden_act":"silu""#, #""hidden_act":"gelu""#, "hidden_act"),
    (#""attention_bias":false"#, #""attention_bias":true"#, "attention_bias"),
    (#""use_sliding_window""#, #""mlp_bias":true,"use_sliding_window""#, "mlp_bias"),
    (#""dtype":"float32""#, #""dtype":"int8""#, "dtype"),
    (#""rope_type":"default""#, #""rope_type":"yarn""#, "rope_parameters.rope_type"),
    (#""rope_theta":5000.0,"tie"#, #""rope_theta":1.0,"tie"#, "rope_theta"),
    (#""use_sliding_window":false"#, #""use_sliding_window":true"#, "use_sliding_window"),
    (#""attention_dropout":0.0"#, #""attention_dropout":0.1"#, "attention_dropout"),
    (#""model_type":"qwen3""#, #""model_type":"olmo2""#, "model_type"),
    (#""head_dim":10"#, #""head_dim":257"#, "head_dim"),
    (#""num_hidden_layers":2"#, #""num_hidden_layers":1000000000"#, "num_hidden_layers"),
    (#""vocab_size":64"#, #""vocab_size":0"#, "vocab_size"),
    (#""bos_token_id":1"#, #""bos_token_id":64"#, "bos_token_id"),
  ])
  func `with a value that is not built here names the key`(
    old: String, new: String, key: String
  ) throws {
    guard case .unsupportedValue(let named, _, _) = try problem(replacing: old, with: new) else {
      Issue.record("another problem than an unsupported value")
      return
    }
    #expect(named == key)
  }

  @Test(arguments: [
    nil, RopeScaling.linear(factor: 4),
    .byFrequency(factor: 32, low: 1, high: 4, positions: 8192),
  ])
  func `of a Llama is read as it was written`(scaling: RopeScaling?) throws {
    var file = Self.small
    file.configuration.normalisesHeads = false
    file.configuration.tiesEmbeddings = false
    file.configuration.ropeScaling = scaling
    file.otherEnds = [5, 7]
    let text = file.document().compactText()
    #expect(text.contains(#""model_type":"llama""#))
    #expect(try ConfigurationFile(parsing: Array(text.utf8), file: "") == file)
  }

  @Test func `with what changes nothing is read all the same`() throws {
    let text = Self.small.document().compactText().replacing(
      #""use_sliding_window""#,
      with: #""pretraining_tp":1,"_model_name_or_path":"x","unk_token_id":0,"use_sliding_window""#)
    #expect(try ConfigurationFile(parsing: Array(text.utf8), file: "") == Self.small)
  }

  @Test func `slows down what turns slowly`() {
    let scaling = RopeScaling.byFrequency(factor: 8, low: 1, high: 4, positions: 8192)
    #expect(scaling.slowed(1) == 1)
    #expect(scaling.slowed(1e-5) == 1e-5 / 8)
    // Two and a half turns in 8192 positions: half-way between the two.
    let between = 2.5 * 2 * Double.pi / 8192
    #expect(abs(scaling.slowed(between) / between - 0.5625) < 1e-12)
  }

  @Test func `with an unknown, missing or ill-typed key names it`() throws {
    #expect(
      try problem(replacing: #""head_dim""#, with: #""head_dims""#) == .unknownKey("head_dims"))
    #expect(
      try problem(replacing: #""head_dim":10,"#, with: "") == .missingKey("head_dim"))
    #expect(
      try problem(replacing: #""head_dim":10"#, with: #""head_dim":"10""#)
        == .wrongType(key: "head_dim", expected: "an integer", found: "a string"))
    #expect(
      try problem(
        replacing: #""vocab_size":64"#, with: #""vocab_size":64,"previous_token_embedding":true"#)
        == .unsupportedValue(key: "previous_token_embedding", found: "true", supported: "false"))
  }

  @Test func `of an impossible model says why`() throws {
    guard
      case .impossibleModel(let reason) = try problem(
        replacing: #""head_dim":10"#, with: #""head_dim":9"#)
    else {
      Issue.record("another problem")
      return
    }
    #expect(reason.contains("9"))
  }

  private func problem(replacing old: String, with new: String) throws -> ModelFileProblem? {
    let text = Self.small.document().compactText()
    try #require(text.contains(old))
    let error = #expect(throws: ModelFileError.self) {
      try ConfigurationFile(parsing: Array(text.replacing(old, with: new).utf8), file: "c")
    }
    return error?.problem
  }
}
