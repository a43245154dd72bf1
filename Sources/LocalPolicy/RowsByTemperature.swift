import RLCore
import TinyTransformer

extension TrainingRow {
  /// The row as the transformer takes it.
  var sequence: TokenSequence { TokenSequence(tokens: tokens, wanted: positions) }
}

/// Rows in groups of one temperature, which a model computes together.
extension [TrainingRow] {
  /// What rows come to, in their order.
  ///
  /// - Parameter accumulate: adds the gradients of sequences under a temperature; the objective is
  ///   that of their rows.
  /// - Returns: one report a row.
  func reports(
    _ accumulate: ([TokenSequence], Float, @Sendable (TokenPrediction) -> TokenGradient) throws
      -> GradientReport
  ) rethrows -> [RowReport] {
    try byTemperature { rows in
      let report = try accumulate(rows.map(\.sequence), rows[0].temperature) { prediction in
        let (loss, slope, _) = rows[prediction.sequence].loss(
          at: prediction.wantedIndex, logProbability: prediction.logProbability)
        return TokenGradient(loss: loss, slope: slope)
      }
      return rows.indices.map { index in
        rows[index].report(
          report.logProbabilities[index], entropy: Float(report.entropies[index]))
      }
    }
  }

  /// The log-probabilities of each row's positions, by a measure of sequences under a temperature.
  func logProbabilities(
    _ measure: ([TokenSequence], Float) throws -> [[Float]]
  ) rethrows -> [[Float]] {
    try byTemperature { try measure($0.map(\.sequence), $0[0].temperature) }
  }

  /// One value a row, in the rows' order, from what gives one for each of a group.
  private func byTemperature<Value>(
    _ values: ([TrainingRow]) throws -> [Value]
  ) rethrows -> [Value] {
    var found = [Value?](repeating: nil, count: count)
    for group in indicesByTemperature {
      for (index, value) in zip(group, try values(group.map { self[$0] })) {
        found[index] = value
      }
    }
    return found.compactMap { $0 }
  }

  /// In order of first appearance.
  private var indicesByTemperature: [[Int]] {
    var groups: [(temperature: Float, indices: [Int])] = []
    for (index, row) in enumerated() {
      if let group = groups.firstIndex(where: { $0.temperature == row.temperature }) {
        groups[group].indices.append(index)
      } else {
        groups.append((row.temperature, [index]))
      }
    }
    return groups.map(\.indices)
  }
}
