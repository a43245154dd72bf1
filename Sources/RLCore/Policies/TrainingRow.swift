/// One sequence to learn from.
package struct TrainingRow: Sendable, Equatable {
  package var tokens: [Int32]
  /// The positions of `tokens` that carry a loss, ascending, each at least 1.
  package var positions: [Int]
  /// Advantage or weight of each position.
  package var coefficients: [Float]
  /// log π of each position when it was sampled; needed by the ratio losses.
  package var oldLogProbabilities: [Float]
  /// log π of each position under the reference; empty without a KL term.
  package var referenceLogProbabilities: [Float]
  package var loss: TokenLoss
  /// The temperature that the logits are divided by; above 0.
  package var temperature: Float

  package init(
    tokens: [Int32], positions: [Int], coefficients: [Float], oldLogProbabilities: [Float] = [],
    referenceLogProbabilities: [Float] = [], loss: TokenLoss, temperature: Float
  ) {
    self.tokens = tokens
    self.positions = positions
    self.coefficients = coefficients
    self.oldLogProbabilities = oldLogProbabilities
    self.referenceLogProbabilities = referenceLogProbabilities
    self.loss = loss
    self.temperature = temperature
  }
}

/// The loss of a token with log-probability `l`, coefficient `a` and old log-probability `o`.
package enum TokenLoss: Sendable, Equatable {
  /// `-a·l`
  case crossEntropy
  /// `-a·exp(l - o)`
  case importanceSampling
  /// `-min(a·ρ, a·clip(ρ, 1 - low, 1 + high))`, `ρ = exp(l - o)`; clip-higher is `high > low`
  /// (DAPO, section 3.1). `kl` weighs the low-variance estimate `exp(r - l) - (r - l) - 1` of
  /// the divergence from the reference `r` (Schulman, "Approximating KL divergence", k3).
  case clippedRatio(low: Float, high: Float, kl: Float)
}

/// What a row contributed, summed over its positions.
package struct RowReport: Sendable, Equatable {
  package var loss: Float
  /// log π under the current weights.
  package var logProbabilities: [Float]
  /// The entropies of the next-token distributions at the row's positions, summed, in nats.
  package var entropy: Float
  /// Number of positions whose ratio was clipped.
  package var clipped: Int

  package init(loss: Float, logProbabilities: [Float], entropy: Float, clipped: Int) {
    self.loss = loss
    self.logProbabilities = logProbabilities
    self.entropy = entropy
    self.clipped = clipped
  }
}

/// How accumulated gradients are applied.
package struct OptimizerStep: Sendable, Equatable {
  package var learningRate: Float
  package var beta1: Float
  package var beta2: Float
  package var weightDecay: Float
  /// The largest norm of the gradient.
  ///
  /// Larger ones are scaled down; 0 leaves every one alone.
  package var gradientClip: Float

  package init(
    learningRate: Float, beta1: Float, beta2: Float, weightDecay: Float, gradientClip: Float
  ) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.weightDecay = weightDecay
    self.gradientClip = gradientClip
  }
}
