import RLCore
import RunModel

/// Changes the weights by a step's rows and says what each row type contributed.
package struct PolicyUpdate: Sendable {
  package let policy: any TrainablePolicy
  package let options: OptimizerOptions
  /// That of sampling; rows that were drawn greedily are learnt from at temperature 1.
  package let temperature: Float
  /// τ, which tells a solved row from a failed one.
  package let threshold: Double

  package init(
    policy: any TrainablePolicy, options: OptimizerOptions, temperature: Float, threshold: Double
  ) {
    self.policy = policy
    self.options = options
    self.temperature = temperature > 0 ? temperature : 1
    self.threshold = threshold
  }

  /// What an update did.
  package struct Report: Sendable {
    package var rows: [RowKind: RowStatistics] = [:]
    package var gradientNorm = 0.0
    package var optimizerSteps = 0
  }

  /// The rows of a type that have a gradient, as tokens, and what came of them.
  private struct Part {
    let batch: RowBatch
    let rows: [TrainingRow]
    /// Of the last pass.
    var reports: [RowReport] = []
    /// Of the first pass, which sees the weights that the rows were sampled from.
    var firstReports: [RowReport]?
  }

  /// Takes `epochs` optimizer steps on the rows.
  ///
  /// The loss is the sum over a row's tokens, averaged over all rows of the step, trained on or
  /// not (the official code's `seq-mean-token-sum`).
  ///
  /// - Throws: what the policy throws.
  package func apply(_ batches: [RowBatch]) async throws -> Report {
    let total = batches.reduce(0) { $0 + $1.rows.count }
    var parts: [Part] = []
    for batch in batches {
      parts.append(Part(batch: batch, rows: try await rows(of: batch, total: total)))
    }
    var report = Report()
    for _ in 0..<max(options.epochs, 1) where parts.contains(where: { !$0.rows.isEmpty }) {
      // Of all types at once, because rows of different types begin alike.
      let rows = parts.flatMap(\.rows)
      var reports = try await policy.accumulateGradients(rows)[...]
      guard reports.count == rows.count else {
        throw PolicyProblem.wrongReports(rows: rows.count, reports: reports.count)
      }
      for index in parts.indices {
        let its = Array(reports.prefix(parts[index].rows.count))
        reports = reports.dropFirst(its.count)
        parts[index].reports = its
        parts[index].firstReports = parts[index].firstReports ?? its
      }
      report.gradientNorm = Double(try await policy.optimizerStep(step))
      report.optimizerSteps += 1
    }
    try await policy.publish()
    for part in parts { report.rows[part.batch.kind] = statistics(of: part, total: total) }
    return report
  }

  private func statistics(of part: Part, total: Int) -> RowStatistics {
    var statistics = part.batch.statistics(
      part.reports, rows: part.rows, total: total, threshold: threshold)
    if part.batch.kind == .distilled, let first = part.firstReports {
      let ratios = ContextRatios(part.rows, first)
      statistics.logRatio = ratios.meanLogRatio
      statistics.effectiveShare = ratios.effectiveShare
    }
    return statistics
  }

  private var step: OptimizerStep {
    OptimizerStep(
      learningRate: Float(options.learningRate), beta1: Float(options.beta1),
      beta2: Float(options.beta2), weightDecay: Float(options.weightDecay),
      gradientClip: Float(options.gradientClip))
  }

  /// The rows of a batch that have a gradient at all, as tokens.
  ///
  /// - Parameters:
  ///   - batch: rows of one type.
  ///   - total: rows of all types, over which the loss is a mean.
  /// - Returns: none where nothing is learnt from the type.
  /// - Throws: what the policy throws.
  private func rows(of batch: RowBatch, total: Int) async throws -> [TrainingRow] {
    guard batch.isTrained else { return [] }
    let hasPenalty = options.kl > 0 && batch.kind != .distilled
    let learnt = batch.rows.filter {
      $0.conversation.tokenCount > 0 && ($0.weight != 0 || hasPenalty)
    }
    guard !learnt.isEmpty else { return [] }
    let scale = 1 / Float(max(total, 1))
    let trajectories = try await policy.trajectories(of: learnt.map(\.conversation))
    var rows = zip(learnt, trajectories).flatMap { row, trajectories in
      trajectories.map { trainingRow($0, weight: Float(row.weight) * scale, batch.kind, scale) }
    }
    if hasPenalty {
      let reference = try await policy.referenceLogProbabilities(rows)
      for (index, values) in zip(rows.indices, reference) {
        rows[index].referenceLogProbabilities = values
      }
    }
    return rows
  }

  private func trainingRow(
    _ trajectory: Trajectory, weight: Float, _ kind: RowKind, _ scale: Float
  ) -> TrainingRow {
    let loss: TokenLoss =
      kind == .distilled
      ? .crossEntropy
      : .clippedRatio(
        low: Float(options.clipLow), high: Float(options.clipHigh),
        kl: Float(options.kl) * scale)
    return TrainingRow(
      tokens: trajectory.tokens, positions: trajectory.written,
      coefficients: trajectory.written.map { _ in weight },
      oldLogProbabilities: trajectory.logProbabilities, loss: loss, temperature: temperature)
  }
}
