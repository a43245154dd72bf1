import Foundation
import Pretraining
import TinyTransformer

/// What somebody should know who uses a base model; written beside it.
struct ModelCard {
  var recipe: PretrainingRecipe
  var progress: PretrainingProgress
  var seconds: Double
  var success: PretrainedSuccess
  var reflections: PretrainedReflections

  var text: String {
    let shape = recipe.configuration
    return """
      # \(recipe.name), a base model of Kolb

      A decoder language model in the form of Qwen3 that reads and writes a small closed English about
      \(recipe.subject): it follows notes that it is given, wanders where it has none, and writes
      down what an attempt revealed. It was made from random weights by `kolb pretrain \
      \(recipe.name) --seed \(recipe.seed)`
      in worlds whose symbols mean something else in every text, so it knows no fixed ones.

      | | |
      |---|---|
      | shape | \(shape.layerCount) layers, width \(shape.hiddenSize), \(shape.headCount) heads of \
      \(shape.headDimension), feed-forward \(shape.intermediateSize), \
      \(shape.vocabularySize) tokens |
      | read | \(progress.tokens) tokens in \(progress.batch) batches of \
      \(recipe.lessonsPerBatch) lessons |
      | took | \(Words.duration(seconds)) on the machine it was made on |
      | cross-entropy at the end | \(String(format: "%.3f", progress.loss)) nats a weighted token |
      | optimizer | Muon \(recipe.matrixRate) for matrices, AdamW \(recipe.vectorRate) for the rest |

      Success on held-out tasks of the preset of its name, sampled at temperature \
      \(PretrainedSuccess.temperature), with 95 % intervals (Wilson):

      | told | success |
      |---|---|
      | the true rules | \(success.withRules.text) |
      | the true rules, permuted symbols | \(success.permuted.text) |
      | nothing | \(success.withoutRules.text) |
      | (taking symbols or moves at random) | \(success.randomWalkText) |

      What it writes of its own first attempts at \(PretrainedSuccess.episodes) training tasks, without a \
      memory:

      | reflections | share |
      |---|---|
      | that are vague: they say of no symbol what it is | \(reflections.vague.text) |
      | that say something false of a symbol as if it were known | \(reflections.wrong.text) |
      | that give a way of three moves or more, or an answer | \(reflections.giving.text) |
      | different texts among them | \(reflections.distinct.text) |
      | (guesses that are right, of all guesses) | \(reflections.guesses.text) |

      \(recipe.scope)
      The licence is that of Kolb.

      """
  }
}
