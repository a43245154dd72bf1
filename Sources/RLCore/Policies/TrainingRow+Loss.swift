import Foundation

extension TrainingRow {
  /// Loss of one marked token, and its slope by the token's log-probability.
  ///
  /// - Parameters:
  ///   - index: which of `positions`.
  ///   - logProbability: `l`, under the weights that are trained.
  /// - Returns: the loss in nats times the coefficient, d loss / d l, and whether the clip cut
  ///   the gradient off.
  package func loss(
    at index: Int, logProbability: Float
  ) -> (loss: Float, slope: Float, isClipped: Bool) {
    let coefficient = coefficients[index]
    switch loss {
    case .crossEntropy:
      return (-coefficient * logProbability, -coefficient, false)
    case .importanceSampling:
      let ratio = exp(logProbability - oldLogProbabilities[index])
      // d(-a·ρ)/dl = -a·ρ, because dρ/dl = ρ.
      return (-coefficient * ratio, -coefficient * ratio, false)
    case .clippedRatio(let low, let high, let kl):
      let ratio = exp(logProbability - oldLogProbabilities[index])
      let clipped = min(max(ratio, 1 - low), 1 + high)
      let isClipped = coefficient * clipped < coefficient * ratio
      let policy = -coefficient * (isClipped ? clipped : ratio)
      let penalty = divergence(at: index, logProbability: logProbability, weight: kl)
      return (
        policy + penalty.loss, (isClipped ? 0 : -coefficient * ratio) + penalty.slope, isClipped
      )
    }
  }

  /// `w·(exp(r - l) - (r - l) - 1)` and its slope `w·(1 - exp(r - l))`.
  private func divergence(
    at index: Int, logProbability: Float, weight: Float
  ) -> (loss: Float, slope: Float) {
    guard weight != 0, referenceLogProbabilities.indices.contains(index) else { return (0, 0) }
    let difference = referenceLogProbabilities[index] - logProbability
    let ratio = exp(difference)
    return (weight * (ratio - difference - 1), weight * (1 - ratio))
  }

  /// What the row came to under these log-probabilities of its marked tokens.
  ///
  /// - Parameters:
  ///   - logProbabilities: one for each of `positions`, under the weights that are trained.
  ///   - entropy: of the next-token distributions there, summed, in nats.
  /// - Returns: its loss in nats and the number of positions whose ratio was clipped, beside them.
  package func report(_ logProbabilities: [Float], entropy: Float) -> RowReport {
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
