import RLCore

/// How far distilled rows are from what the policy would have written without the reflection.
///
/// They were sampled under π(·|x, Δ) and are learnt under π(·|x), without a correction.
struct ContextRatios {
  private var logRatios: [[Double]] = []

  /// `reports` of a pass under the weights that the rows were sampled from.
  init(_ rows: [TrainingRow], _ reports: [RowReport]) {
    for (row, report) in zip(rows, reports)
    where row.oldLogProbabilities.count == report.logProbabilities.count
      && !report.logProbabilities.isEmpty
    {
      logRatios.append(
        zip(report.logProbabilities, row.oldLogProbabilities).map { Double($0) - Double($1) })
    }
  }

  /// log π(y₂|x) - log π(y₂|x, Δ), in nats a token.
  var meanLogRatio: Double? {
    let tokens = logRatios.reduce(0) { $0 + $1.count }
    guard tokens > 0 else { return nil }
    return logRatios.reduce(0) { $0 + $1.reduce(0, +) } / Double(tokens)
  }

  /// (Σ w)² / (n Σ w²) of the rows' importance weights: 1 if all weigh the same.
  ///
  /// The largest weight is divided out, which changes nothing and overflows never.
  var effectiveShare: Double? {
    let sums = logRatios.map { $0.reduce(0, +) }
    guard let largest = sums.max(), largest.isFinite else { return nil }
    let weights = sums.map { exponential($0 - largest) }
    let sum = weights.reduce(0, +)
    return sum * sum / (Double(weights.count) * weights.reduce(0) { $0 + $1 * $1 })
  }
}
