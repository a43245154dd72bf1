import Basics
import Foundation
import Testing

@testable import TinyTransformer

/// Folders that Kolb wrote, opened by the real thing.
@Suite(.enabled(if: PythonWithTransformers.isThere, "\(PythonWithTransformers.skipReason)"))
struct `Hugging Face transformers` {
  private static let words = ["up", "down", "goal:", "é", "a<b", "日本"]
  private static let texts = [
    "up down goal:", "", "  up\tdown\r\n", "<bos> up <eos>", "<bos>up<eos><pad>nothing",
    "a<b <bos <<eos>>", "\u{E9} e\u{301} 日本 日 本", "up\u{A0}down\u{2028}up\u{3000}goal:\u{85}up",
    "up\u{200B}down \u{1C}up \u{1F} \u{FEFF}up", "\u{1680}up\u{180E}down",
  ]

  private let temporary: TemporaryFolder
  private let model: SavedModel

  init() throws {
    temporary = try TemporaryFolder()
    let configuration = TransformerConfiguration(
      vocabularySize: 16, hiddenSize: 24, intermediateSize: 40, layerCount: 2, headCount: 4,
      keyValueHeadCount: 2, headDimension: 10, ropeTheta: 5000, rmsNormEpsilon: 1e-5,
      maximumPositions: 32)
    model = SavedModel(
      parameters: try Parameters(configuration, seed: 3),
      tokenizer: try WordTokenizer(words: Self.words))
  }

  @Test(.timeLimit(.minutes(2)))
  func `opens a folder, and computes the same tokens and logits`() throws {
    let folder = temporary.url.appendingPathComponent("model")
    let outputs = temporary.url.appendingPathComponent("outputs")
    try model.write(to: folder)
    try AtomicFolder.write([texts(), logits()], to: outputs)

    let check = try PythonWithTransformers.parity(["check", folder.path, outputs.path])
    #expect(check.status == 0, "\(check.output)")
  }

  @Test(.timeLimit(.minutes(2)))
  func `saves a folder that opens here as the same model`() throws {
    let folder = temporary.url.appendingPathComponent("model")
    let copy = temporary.url.appendingPathComponent("copy")
    try model.write(to: folder)
    let resave = try PythonWithTransformers.parity(["resave", folder.path, copy.path])
    try #require(resave.status == 0, "\(resave.output)")
    #expect(try SavedModel(at: copy) == model)
  }

  @Test(.timeLimit(.minutes(2)))
  func `refuses a model with previous tokens, which is no Qwen3`() throws {
    let folder = temporary.url.appendingPathComponent("previous")
    var configuration = model.parameters.configuration
    configuration.previousTokenEmbedding = true
    let previous = SavedModel(
      parameters: try Parameters(configuration, seed: 3), tokenizer: model.tokenizer)
    try previous.write(to: folder)

    let check = try PythonWithTransformers.parity(["refuses", folder.path])
    #expect(check.status == 0, "\(check.output)")
  }

  /// Texts with the tokens and the decoded text that Kolb makes of them.
  private func texts() -> AtomicFolder.File {
    let cases: [JSONValue] = Self.texts.map { text in
      let tokens = model.tokenizer.encode(text)
      return [
        "text": .string(text), "tokens": .array(tokens.map { .integer(Int($0)) }),
        "decoded": .string(model.tokenizer.decode(tokens)),
      ]
    }
    return AtomicFolder.File(
      name: "texts.json", bytes: Array(JSONValue.array(cases).indentedText().utf8))
  }

  /// Some tokens with the logits that Kolb computes after each.
  private func logits() throws -> AtomicFolder.File {
    let tokens: [Int32] = [1, 4, 5, 6, 15, 9, 4, 2]
    let logits = try Transformer(model.parameters).logits(of: tokens)
    let file = Safetensors(tensors: [
      .init(name: "tokens", shape: [tokens.count], values: tokens.map(Float.init)),
      .init(name: "logits", shape: [tokens.count, 16], values: logits.flatMap(\.self)),
    ])
    return AtomicFolder.File(name: "logits.safetensors", bytes: file.bytes())
  }
}
