/// Tokens, and which of them are to be predicted.
package struct TokenSequence: Sendable, Equatable {
  package var tokens: [Int32]
  /// Positions p ≥ 1 whose token's log-probability given `tokens[..<p]` is wanted, ascending.
  package var wanted: [Int]

  package init(tokens: [Int32], wanted: [Int]) {
    self.tokens = tokens
    self.wanted = wanted
  }

  /// Everything after the first token is wanted.
  package init(tokens: [Int32]) {
    self.init(tokens: tokens, wanted: Array(1..<max(1, tokens.count)))
  }
}

/// What the model says about one wanted token.
package struct TokenPrediction: Sendable {
  /// Index of the sequence in the batch.
  package var sequence: Int
  /// Index in the sequence's `wanted`.
  package var wantedIndex: Int
  /// ln p(token | tokens before it), in nats, at the temperature asked for.
  package var logProbability: Float
  /// Entropy of the whole distribution at this place, in nats.
  package var entropy: Float
}

/// What one wanted token adds to the loss.
package struct TokenGradient: Sendable {
  package var loss: Float
  /// d loss / d logProbability.
  package var slope: Float
  /// d loss / d entropy.
  package var entropySlope: Float

  package init(loss: Float, slope: Float, entropySlope: Float = 0) {
    self.loss = loss
    self.slope = slope
    self.entropySlope = entropySlope
  }
}

/// What `accumulateGradients` saw on its way.
package struct GradientReport: Sendable, Equatable {
  /// Sum of the losses of all wanted tokens.
  package var loss: Double
  /// For each sequence, in the order of its `wanted`; nats.
  package var logProbabilities: [[Float]]
  /// For each sequence, the sum over its wanted tokens; nats.
  package var entropies: [Double]

  /// Mean over all wanted tokens, in nats; 0 if there are none.
  package var entropy: Double {
    let count = logProbabilities.reduce(0) { $0 + $1.count }
    return count > 0 ? entropies.reduce(0, +) / Double(count) : 0
  }
}
