/// Asks one row to go on.
package struct GenerationRequest: Sendable {
  package var row: GenerationBatch.Row
  package var maximumTokens: Int
  /// Tokens that end the turn; the one that does is part of what was generated.
  package var stop: Set<Int32>
  /// The row's own chance: equal seeds after equal tokens give equal tokens, whoever else is there.
  package var seed: UInt64
  package var options: SamplingOptions

  package init(
    row: GenerationBatch.Row, maximumTokens: Int, stop: Set<Int32> = [], seed: UInt64,
    options: SamplingOptions = SamplingOptions()
  ) {
    self.row = row
    self.maximumTokens = maximumTokens
    self.stop = stop
    self.seed = seed
    self.options = options
  }
}

/// What a row wrote in one turn.
package struct Generation: Sendable, Equatable {
  package enum StopReason: Sendable, Equatable {
    /// The last token is one of those that end a turn.
    case stopToken
    /// As many tokens as were allowed.
    case maximumTokens
    /// The row is as long as the model has positions.
    case positionsUsedUp
  }

  package var tokens: [Int32] = []
  /// ln p of each token at the sampling temperature (1 if greedy), before topK and topP.
  package var logProbabilities: [Float] = []
  package var stopReason: StopReason = .maximumTokens
}
