import RLCore

/// Rows of one loss, which a server takes together.
struct RowPart {
  var loss: TokenLoss
  var indices: [Int]

  /// In order of first appearance.
  static func parts(of batch: [TrainingRow]) -> [RowPart] {
    var parts: [RowPart] = []
    for (index, row) in batch.enumerated() {
      if let part = parts.firstIndex(where: { $0.loss == row.loss }) {
        parts[part].indices.append(index)
      } else {
        parts.append(RowPart(loss: row.loss, indices: [index]))
      }
    }
    return parts
  }
}

extension TokenLoss {
  var remote: ForwardBackwardRequest.Loss {
    switch self {
    case .crossEntropy: .crossEntropy
    case .importanceSampling: .importanceSampling
    case .clippedRatio: .clippedRatio
    }
  }

  /// Bounds of the ratio itself, and not of how far it leaves 1.
  var settings: [(name: String, value: Double)] {
    guard case .clippedRatio(let low, let high, _) = self else { return [] }
    return [
      ("clip_low_threshold", Double(1 - low)), ("clip_high_threshold", Double(1 + high)),
    ]
  }
}
