import Environments
import RLCore
import TinyTransformer

/// How a base model is made: its shape, what it reads, and how long.
package struct PretrainingRecipe: Sendable {
  package var name: String
  /// The environment that the model is for, with the options that it is measured in.
  package var environment: @Sendable () throws -> any Environment
  /// What the model's texts are about, for the page that goes with it.
  package var subject: String
  /// What the model knows, and what not, in a sentence.
  package var scope: String
  package var configuration: TransformerConfiguration
  package var vocabulary: [String]
  package var curriculum: @Sendable (any TextTokenizer) -> any Curriculum
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
}
