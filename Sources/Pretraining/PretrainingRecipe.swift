import Environments
import RLCore
import TinyTransformer

/// How a base model is made: its shape, what it reads, and how long.
package struct PretrainingRecipe: Sendable {
  package var name: String
  package var configuration: TransformerConfiguration
  package var vocabulary: [String]
  package var curriculum: @Sendable (any TextTokenizer) -> LakeCurriculum
  package var seed: UInt64 = 1
  package var batches = 6000
  package var lessonsPerBatch = 64
  /// Learning rate of the matrices, by Muon.
  package var matrixRate: Float = 0.015
  /// Learning rate of everything else, by AdamW.
  package var vectorRate: Float = 3e-3
  package var warmup = 50
  package var gradientClip: Float = 1

  /// Learning rates are raised for `warmup` batches, kept for the first half, and lowered
  /// linearly to 2 % from there on.
  package func rateScale(batch: Int) -> Float {
    let progress = Float(batch) / Float(max(batches, 1))
    let warm = min(1, Float(batch + 1) / Float(max(warmup, 1)))
    return warm * (progress < 0.5 ? 1 : 0.02 + 0.98 * 2 * (1 - progress))
  }

  /// Reads rulebooks of frozen lakes and writes them.
  ///
  /// A plain Qwen3-style decoder of 205,000 parameters. Rotary frequencies reach down to 1 / 100
  /// a token only, since no text is longer than a few hundred.
  ///
  /// - Throws: `FrozenLakeError`, which its own options do not cause.
  package static func frozenLake() throws -> PretrainingRecipe {
    var words = Array(FrozenLakeLanguage.words.dropFirst(WordTokenizer.Special.allCases.count))
    words.removeAll { $0.hasPrefix("<") }
    let size = WordTokenizer.Special.allCases.count + words.count
    let worlds = try LakeWorlds.pretraining()
    return PretrainingRecipe(
      name: "frozenlake",
      configuration: TransformerConfiguration(
        vocabularySize: (size + 7) / 8 * 8, hiddenSize: 64, intermediateSize: 256, layerCount: 3,
        headCount: 4, headDimension: 16, ropeTheta: 100, maximumPositions: 512),
      vocabulary: words,
      curriculum: { LakeCurriculum(lessons: LakeLessons(worlds: worlds, tokenizer: $0)) })
  }
}
