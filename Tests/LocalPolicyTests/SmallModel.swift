import RLCore
import TinyTransformer

@testable import LocalPolicy

/// A model of a few words with random weights.
enum SmallModel {
  static let words = ["up", "down", "left", "right", "stop", "go"]

  static func make(seed: UInt64 = 1) throws -> SavedModel {
    let tokenizer = try WordTokenizer(words: words)
    let configuration = TransformerConfiguration(
      vocabularySize: tokenizer.vocabulary.count, hiddenSize: 16, intermediateSize: 32,
      layerCount: 2, headCount: 2, maximumPositions: 64)
    return SavedModel(
      parameters: try Parameters(configuration, seed: seed), tokenizer: tokenizer)
  }

  static func request(
    _ text: String, conversation: Int, seed: UInt64 = 5, tokens: Int = 4
  ) -> SampleRequest {
    SampleRequest(
      conversation: Conversation(id: conversation, [Segment(.world, text)]),
      length: .words(tokens), sampling: SamplingParameters(), seed: seed)
  }
}
