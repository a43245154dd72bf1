import RLCore
import Testing

@testable import LocalPolicy

@Suite struct TokenLossTests {
  static let losses: [TokenLoss] = [
    .crossEntropy, .importanceSampling, .clippedRatio(low: 0.2, high: 0.28, kl: 0),
    .clippedRatio(low: 0.2, high: 0.28, kl: 0.7),
  ]

  private func row(_ loss: TokenLoss, coefficient: Float) -> TrainingRow {
    TrainingRow(
      tokens: [1, 2], positions: [1], coefficients: [coefficient], oldLogProbabilities: [-1],
      referenceLogProbabilities: [-1.3], loss: loss, temperature: 1)
  }

  @Test(arguments: losses, [Float(1.5), -0.7])
  func `the slope of every loss is its finite difference`(loss: TokenLoss, coefficient: Float) {
    let row = row(loss, coefficient: coefficient)
    // Ratios of 0.67, 0.9, 1, 1.1 and 1.5: below, inside and above the clip.
    for logProbability: Float in [-1.4, -1.1, -1, -0.9, -0.6] {
      let step: Float = 1e-3
      let above = row.loss(at: 0, logProbability: logProbability + step).loss
      let below = row.loss(at: 0, logProbability: logProbability - step).loss
      let slope = row.loss(at: 0, logProbability: logProbability).slope
      #expect(abs((above - below) / (2 * step) - slope) < 2e-3)
    }
  }

  @Test func `good luck is clipped above and bad luck below, never the other way`() {
    let loss = TokenLoss.clippedRatio(low: 0.2, high: 0.28, kl: 0)
    #expect(row(loss, coefficient: 1).loss(at: 0, logProbability: -0.6).isClipped)
    #expect(!row(loss, coefficient: 1).loss(at: 0, logProbability: -1.4).isClipped)
    #expect(row(loss, coefficient: -1).loss(at: 0, logProbability: -1.4).isClipped)
    #expect(!row(loss, coefficient: -1).loss(at: 0, logProbability: -0.6).isClipped)
  }

  @Test func `the divergence is least where the weights have not moved`() {
    let loss = TokenLoss.clippedRatio(low: 0.2, high: 0.28, kl: 1)
    let same = row(loss, coefficient: 0).loss(at: 0, logProbability: -1.3)
    #expect(abs(same.loss) < 1e-6)
    #expect(abs(same.slope) < 1e-6)
    #expect(row(loss, coefficient: 0).loss(at: 0, logProbability: -1).loss > 0)
  }
}
