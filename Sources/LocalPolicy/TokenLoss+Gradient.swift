import Foundation
import RLCore
import TinyTransformer

extension TrainingRow {
  /// Loss of one marked token, and its slope by the token's log-probability.
  ///
  /// - Parameters:
  ///   - index: which of `positions`.
  ///   - logProbability: `l`, under the weights that are trained.
  /// - Returns: the loss in nats times the coefficient, d loss / d l, and whether the clip cut
  ///   the gradient off.
  func loss(
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
}
