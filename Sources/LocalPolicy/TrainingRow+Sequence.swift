import RLCore
import TinyTransformer

extension TrainingRow {
  /// The row as the transformer takes it.
  var sequence: TokenSequence { TokenSequence(tokens: tokens, wanted: positions) }

  /// What the row came to under these log-probabilities of its marked tokens.
  func report(_ logProbabilities: [Float], entropy: Float) -> RowReport {
    var sum: Float = 0
    var clipped = 0
    for (index, value) in logProbabilities.enumerated() {
      let (loss, _, isClipped) = loss(at: index, logProbability: value)
      sum += loss
      clipped += isClipped ? 1 : 0
    }
    return RowReport(
      loss: sum, logProbabilities: logProbabilities, entropy: entropy, clipped: clipped)
  }
}

extension [TrainingRow] {
  /// Rows that can be computed together, in order of first appearance.
  var indicesByTemperature: [[Int]] {
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
