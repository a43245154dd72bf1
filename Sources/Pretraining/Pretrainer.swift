import Foundation
import LocalPolicy
import RLCore
import TinyTransformer

/// Makes a base model from nothing, by reading lessons and predicting their words.
package final class Pretrainer {
  package let recipe: PretrainingRecipe
  private let tokenizer: WordTokenizer
  private let curriculum: any Curriculum
  private let model: Transformer
  private var optimizer: Muon
  package private(set) var progress: PretrainingProgress

  /// Begins with fresh weights.
  ///
  /// - Throws: `ModelFileProblem` or `TransformerError` where the recipe makes no model.
  package init(recipe: PretrainingRecipe, threads: Int? = nil) throws {
    self.recipe = recipe
    tokenizer = try WordTokenizer(words: recipe.vocabulary)
    curriculum = recipe.curriculum(tokenizer)
    let parameters = try Parameters(recipe.configuration, seed: recipe.seed)
    model = Transformer(parameters, pool: WorkerPool(threads: threads))
    optimizer = Muon(parameterCount: parameters.values.count)
    progress = PretrainingProgress(batches: recipe.batches)
  }

  /// The model as it is now.
  package var saved: SavedModel {
    SavedModel(parameters: model.parameters, tokenizer: tokenizer)
  }

  package var isFinished: Bool { progress.batch >= recipe.batches }

  /// Reads one batch of lessons and learns from it.
  ///
  /// The loss is the mean over the batch's weights of the cross-entropy of each token.
  ///
  /// - Throws: `TransformerError`, if a lesson is longer than the model has positions.
  package func readBatch() throws {
    let lessons = curriculum.batch(
      progress.batch, size: recipe.lessonsPerBatch,
      progress: Double(progress.batch) / Double(recipe.batches), seed: recipe.seed)
    let sequences = lessons.map(\.sequence)
    let total = lessons.reduce(Float(0)) { $0 + $1.weights.reduce(0, +) }
    let report = try model.accumulateGradients(of: sequences) { prediction in
      let position = sequences[prediction.sequence].wanted[prediction.wantedIndex]
      let weight = lessons[prediction.sequence].weights[position] / total
      return TokenGradient(loss: -weight * prediction.logProbability, slope: -weight)
    }
    let norm = GradientClipping.clip(&model.gradients, to: recipe.gradientClip)
    let scale = recipe.rateScale(batch: progress.batch)
    optimizer.step(
      &model.parameters, gradients: model.gradients, learningRate: scale * recipe.matrixRate,
      adamLearningRate: scale * recipe.vectorRate, pool: model.pool)
    model.zeroGradients()
    progress.advance(
      tokens: sequences.reduce(0) { $0 + $1.tokens.count }, loss: report.loss,
      gradientNorm: Double(norm))
  }

  /// Counts time that reading took.
  package func spend(_ seconds: Double) { progress.seconds += seconds }

  /// Writes everything that going on needs.
  ///
  /// - Throws: `ModelFileError`.
  package func save(to folder: URL) throws {
    try Checkpoint(
      model: saved, optimizer: optimizer.state, state: Array(JSONEncoder().encode(progress))
    ).write(to: folder)
  }

  /// Goes on from what `save` wrote.
  ///
  /// - Throws: `ModelFileError`; `PretrainingError.anotherRecipe` where the folder belongs to a
  ///   model of another shape or length.
  package func resume(from folder: URL) throws {
    let checkpoint = try Checkpoint(
      at: folder, optimizerBuffers: optimizer.state.buffers.count)
    let progress = try JSONDecoder().decode(
      PretrainingProgress.self, from: Data(checkpoint.state ?? []))
    guard checkpoint.model.parameters.configuration == recipe.configuration,
      checkpoint.model.tokenizer == tokenizer, progress.batches == recipe.batches
    else { throw PretrainingError.anotherRecipe(folder: folder.path) }
    model.parameters = checkpoint.model.parameters
    optimizer.state = checkpoint.optimizer
    self.progress = progress
  }
}

/// Why pretraining cannot go on.
package enum PretrainingError: Error, Equatable, CustomStringConvertible {
  case anotherRecipe(folder: String)

  package var description: String {
    switch self {
    case .anotherRecipe(let folder):
      "The half-made model in '\(folder)' was begun with another recipe. "
        + "Remove the folder to begin again."
    }
  }
}

extension Lesson {
  /// The lesson as the transformer takes it: every token that counts is wanted.
  var sequence: TokenSequence {
    TokenSequence(
      tokens: tokens, wanted: weights.indices.filter { $0 > 0 && weights[$0] > 0 })
  }
}
