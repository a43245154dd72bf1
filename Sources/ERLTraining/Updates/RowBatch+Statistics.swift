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
    let mean = rows.reduce(0) { $0 + $1.weight } / count
    let variance = rows.reduce(0) { $0 + ($1.weight - mean) * ($1.weight - mean) } / count
    let lossSum = reports.reduce(0) { $0 + Double($1.loss) } * Double(total)
    let clipped = reports.reduce(0) { $0 + $1.clipped }
    let tokens = trained.reduce(0) { $0 + $1.positions.count }
    let groups = Dictionary(grouping: rows, by: \.group).values
    var statistics = RowStatistics(
      rows: rows.count, reward: rows.reduce(0) { $0 + $1.reward } / count, loss: lossSum / count,
      advantageMean: mean, advantageDeviation: variance.squareRoot(),
      allFailedGroups: groups.count { $0.allSatisfy { $0.reward < threshold } },
      allSolvedGroups: groups.count { $0.allSatisfy { $0.reward >= threshold } },
      groups: groups.count, kl: kl(reports, trained), entropy: entropy(reports, tokens),
      clipShare: tokens > 0 ? Double(clipped) / Double(tokens) : 0)
    (statistics.trainedRows, statistics.trainedTokens) = (trained.count, tokens)
    let idle = groups.filter { $0.allSatisfy { $0.weight == 0 } }
    statistics.idleFailedGroups = idle.count { $0.allSatisfy { $0.reward < threshold } }
    statistics.idleSolvedGroups = idle.count { $0.allSatisfy { $0.reward >= threshold } }
    // A millionth tells rows apart and takes a third of the room.
    statistics.members = rows.map {
      RowMember(episode: $0.episode, weight: ($0.weight * 1e6).rounded() / 1e6)
    }
    return statistics
  }

  /// See `RowStatistics.entropy`: `-log π` of what was drawn, or of distilled rows the entropy of
  /// the distributions themselves.
  private func entropy(_ reports: [RowReport], _ tokens: Int) -> Double {
    if kind == .distilled {
      return tokens > 0 ? reports.reduce(0) { $0 + Double($1.entropy) } / Double(tokens) : 0
    }
    let sampled = rows.flatMap(\.conversation.logProbabilities)
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
