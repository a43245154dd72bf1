import Basics
import TinyTransformer

/// Training steps on rows that have nothing in common.
enum TrainingRows {
  /// Sequences of a batch, and tokens of each.
  static let (sequences, length) = (64, 128)

  static func rows(threads: Int) -> [BenchmarkRow] {
    [
      BenchmarkRow(
        "training-\(threads)", "training step of the shipped model on 64 × 128 independent tokens",
        .rate("tokens"), threads: threads
      ) { bench in
        try measurement(of: bench.model().parameters, threads: threads)
      },
      BenchmarkRow(
        "training-large-\(threads)", "the same with four times the weights", .rate("tokens"),
        threads: threads
      ) { bench in
        try measurement(of: Parameters(bench.largeShape(), seed: 1), threads: threads)
      },
    ]
  }

  private static func measurement(
    of parameters: Parameters, threads: Int
  ) -> BenchmarkRow.Measurement {
    let step = IndependentStep(parameters, threads: threads)
    return { try Stopwatch { try step.take() }.rate(of: Double(sequences * length)) }
  }
}

/// A training step on random tokens, all of which are to be predicted.
final class IndependentStep {
  private let model: Transformer
  private var optimizer: AdamW
  private let batch: [TokenSequence]
  private let length: Int

  init(
    _ parameters: Parameters, threads: Int, sequences: Int = TrainingRows.sequences,
    length: Int = TrainingRows.length
  ) {
    self.length = length
    model = Transformer(parameters, pool: WorkerPool(threads: threads))
    optimizer = AdamW(parameterCount: parameters.values.count)
    let vocabulary = UInt64(parameters.configuration.vocabularySize)
    var random = SplitMix64(seed: 7)
    batch = (0..<sequences).map { _ in
      TokenSequence(tokens: (0..<length).map { _ in Int32(random.next() % vocabulary) })
    }
  }

  /// Forward, back, and a step of the optimizer.
  func take() throws {
    _ = try model.accumulateGradients(of: batch) { prediction in
      TokenGradient(loss: -prediction.logProbability, slope: -1)
    }
    GradientClipping.clip(&model.gradients, to: 1)
    optimizer.step(&model.parameters, gradients: model.gradients, learningRate: 1e-5)
    model.zeroGradients()
  }

  /// Multiplications and additions of the products that it needs.
  var operations: Double {
    Double(batch.count) * model.configuration.trainingOperations(length: length)
  }
}
