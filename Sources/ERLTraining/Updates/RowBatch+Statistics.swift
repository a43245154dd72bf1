import RLCore
import RunModel

extension RowBatch {
  /// What the rows of one type came to.
  ///
  /// - Parameters:
  ///   - reports: of the rows that had a gradient.
  ///   - trained: those rows.
  ///   - total: rows of all types in the step, by which the loss was divided.
  ///   - threshold: τ.
  /// - Returns: the statistics that are logged.
  func statistics(
    _ reports: [RowReport], rows trained: [TrainingRow], total: Int, threshold: Double
  ) -> RowStatistics {
    let count = Double(rows.count)
    let mean = advantages.reduce(0, +) / count
    let variance = advantages.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let lossSum = reports.reduce(0) { $0 + Double($1.loss) } * Double(total)
    let clipped = reports.reduce(0) { $0 + $1.clipped }
    let tokens = trained.reduce(0) { $0 + $1.positions.count }
    let members = Dictionary(grouping: rows.indices) { groups[$0] }.values
    var statistics = RowStatistics(
      rows: rows.count, reward: rewards.reduce(0, +) / count, loss: lossSum / count,
      advantageMean: mean, advantageDeviation: variance.squareRoot(),
      allFailedGroups: members.count { $0.allSatisfy { rewards[$0] < threshold } },
      allSolvedGroups: members.count { $0.allSatisfy { rewards[$0] >= threshold } },
      groups: members.count, kl: kl(reports, trained), entropy: entropy(reports, tokens),
      clipShare: tokens > 0 ? Double(clipped) / Double(tokens) : 0)
    (statistics.trainedRows, statistics.trainedTokens) = (trained.count, tokens)
    let idle = members.filter { $0.allSatisfy { advantages[$0] == 0 } }
    statistics.idleFailedGroups = idle.count { $0.allSatisfy { rewards[$0] < threshold } }
    statistics.idleSolvedGroups = idle.count { $0.allSatisfy { rewards[$0] >= threshold } }
    return statistics
  }

  /// See `RowStatistics.entropy`: `-log π` of what was drawn, or of distilled rows the entropy of
  /// the distributions themselves.
  private func entropy(_ reports: [RowReport], _ tokens: Int) -> Double {
    if kind == .distilled {
      return tokens > 0 ? reports.reduce(0) { $0 + Double($1.entropy) } / Double(tokens) : 0
    }
    let sampled = rows.flatMap(\.logProbabilities)
    guard !sampled.isEmpty else { return 0 }
    return -sampled.reduce(0) { $0 + Double($1) } / Double(sampled.count)
  }

  /// Divergence from the reference, in nats a token: the low-variance estimate.
  private func kl(_ reports: [RowReport], _ trained: [TrainingRow]) -> Double? {
    var sum = 0.0
    var tokens = 0
    for (row, report) in zip(trained, reports) {
      for (reference, now) in zip(row.referenceLogProbabilities, report.logProbabilities) {
        let difference = Double(reference - now)
        sum += exponential(difference) - difference - 1
        tokens += 1
      }
    }
    return tokens > 0 ? sum / Double(tokens) : nil
  }
}
