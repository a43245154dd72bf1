import Environments
import RLCore
import TinyTransformer

extension PretrainingRecipe {
  /// A plain Qwen3-style decoder of some 205,000 parameters.
  ///
  /// Rotary frequencies reach down to 1 / 100 a token only, since no text is longer than a few
  /// hundred.
  static func small(
    name: String, environment: @escaping @Sendable () throws -> any Environment, subject: String,
    scope: String, words: [String],
    curriculum: @escaping @Sendable (any TextTokenizer) -> any Curriculum
  ) -> PretrainingRecipe {
    // The tokenizer adds its own special words.
    let size = WordTokenizer.Special.allCases.count + words.count
    return PretrainingRecipe(
      name: name, environment: environment, subject: subject, scope: scope,
      configuration: TransformerConfiguration(
        vocabularySize: (size + 7) / 8 * 8, hiddenSize: 64, intermediateSize: 256, layerCount: 3,
        headCount: 4, headDimension: 16, ropeTheta: 100, maximumPositions: 640),
      vocabulary: words, curriculum: curriculum)
  }
}
