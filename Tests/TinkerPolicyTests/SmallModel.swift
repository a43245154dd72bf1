import HTTPTransport
import RLCore
import TinyTransformer

@testable import TinkerPolicy

/// A model of a few words with random weights, here and on a server.
enum SmallModel {
  static func make() throws -> SavedModel {
    let tokenizer = try WordTokenizer(words: ["up", "down", "left", "right", "stop", "go"])
    let configuration = TransformerConfiguration(
      vocabularySize: tokenizer.vocabulary.count, hiddenSize: 16, intermediateSize: 32,
      layerCount: 2, headCount: 2, maximumPositions: 64)
    return SavedModel(parameters: try Parameters(configuration, seed: 1), tokenizer: tokenizer)
  }

  /// A policy on a server.
  static func policy(
    on server: FakeTrainingServer, _ settings: TinkerPolicy.Settings = TinkerPolicy.Settings(),
    learns: Bool = true
  ) throws -> TinkerPolicy {
    let connection = TinkerConnection(
      address: try ServerAddress("http://127.0.0.1:1"), transport: server, key: nil, firstWait: 0)
    return TinkerPolicy(
      connection, base: "small", tokenizer: Words(words: try make().tokenizer),
      traits: PolicyTraits(
        wording: .compact, capacity: .batches, isDeterministic: true, hasLogProbabilities: true),
      settings, learns: learns)
  }

  private struct Words: TextTokenizer {
    let words: WordTokenizer

    func encode(_ text: String) -> [Int32] { words.encode(text) }
    func decode(_ tokens: [Int32]) -> String {
      tokens.map(words.word(of:)).joined(separator: " ")
    }
    var beginToken: Int32 { words[.beginning] }
    var endToken: Int32 { words[.end] }
  }
}
