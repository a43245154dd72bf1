import RLCore
import RunModel

/// Changes the weights by a step's rows and says what each row type contributed.
package struct PolicyUpdate: Sendable {
  package var policy: any TrainablePolicy
  package var options: OptimizerOptions
  package var temperature: Float
  /// τ, which tells a solved row from a failed one.
  package var threshold: Double

  package init(
    policy: any TrainablePolicy, options: OptimizerOptions, temperature: Float, threshold: Double
  ) {
    self.policy = policy
    self.options = options
    self.temperature = temperature
    self.threshold = threshold
  }

  /// What an update did.
  package struct Report: Sendable {
    package var rows: [RowKind: RowStatistics]
    package var gradientNorm: Double
    package var optimizerSteps: Int
  }

  /// Takes `epochs` optimizer steps on the rows.
  ///
  /// The loss is the sum over a row's tokens, averaged over all rows of the step, trained on or
  /// not (the official code's `seq-mean-token-sum`).
  package func apply(_ batches: [RowBatch]) async throws -> Report {
    let total = batches.reduce(0) { $0 + $1.rows.count }
    var report = Report(rows: [:], gradientNorm: 0, optimizerSteps: 0)
    var trained: [(batch: Int, rows: [TrainingRow])] = []
    for (index, batch) in batches.enumerated() where batch.isTrained {
      trained.append((index, try await rows(of: batch, scale: 1 / Float(max(total, 1)))))
    }
    var losses = [[RowReport]](repeating: [], count: batches.count)
    var before: [Int: [RowReport]] = [:]
    for _ in 0..<max(options.epochs, 1) where trained.contains(where: { !$0.rows.isEmpty }) {
      for (index, rows) in trained where !rows.isEmpty {
        losses[index] = try await policy.accumulateGradients(rows)
        // The first pass sees the weights that the rows were sampled from.
        if before[index] == nil { before[index] = losses[index] }
      }
      report.gradientNorm = Double(try await policy.optimizerStep(step))
      report.optimizerSteps += 1
    }
    try await policy.publish()
    for (index, batch) in batches.enumerated() {
      let rows = trained.first { $0.batch == index }?.rows ?? []
      report.rows[batch.kind] = batch.statistics(
        losses[index], rows: rows, total: total, threshold: threshold)
      guard batch.kind == .distilled, let first = before[index] else { continue }
      let ratios = ContextRatios(rows, first)
      report.rows[batch.kind]?.logRatio = ratios.meanLogRatio
      report.rows[batch.kind]?.effectiveShare = ratios.effectiveShare
    }
    return report
  }

  private var step: OptimizerStep {
    OptimizerStep(
      learningRate: Float(options.learningRate), beta1: Float(options.beta1),
      beta2: Float(options.beta2), weightDecay: Float(options.weightDecay),
      gradientClip: Float(options.gradientClip))
  }

  /// The rows of a batch that have a gradient at all.
  private func rows(of batch: RowBatch, scale: Float) async throws -> [TrainingRow] {
    let kl = Float(options.kl)
    let loss: TokenLoss =
      batch.kind == .distilled
      ? .crossEntropy
      : .clippedRatio(low: Float(options.clipLow), high: Float(options.clipHigh), kl: kl * scale)
    var rows: [TrainingRow] = []
    for (trajectory, advantage) in zip(batch.rows, batch.advantages) {
      guard !trajectory.written.isEmpty, advantage != 0 || (kl > 0 && batch.kind != .distilled)
      else { continue }
      rows.append(
        TrainingRow(
          tokens: trajectory.tokens, positions: trajectory.written,
          coefficients: trajectory.written.map { _ in Float(advantage) * scale },
          oldLogProbabilities: trajectory.logProbabilities, loss: loss, temperature: temperature))
    }
    if kl > 0, batch.kind != .distilled, !rows.isEmpty {
      let reference = try await policy.referenceLogProbabilities(rows)
      for index in rows.indices { rows[index].referenceLogProbabilities = reference[index] }
    }
    return rows
  }
}
