/// What a policy wrote.
package struct Completion: Sendable, Equatable {
  package enum StopReason: String, Sendable {
    case ended
    case length
  }

  /// The words, without the mark that ended them.
  package var text: String
  /// As they were drawn, in the policy's own vocabulary; empty where it does not tell.
  package var tokens: [Int32]
  /// The text of each token; that of the mark that ended the turn is empty.
  package var pieces: [String]
  /// log π of each token, in nats; empty where the policy does not tell.
  ///
  /// At the sampling temperature, before top-p and top-k cut anything off; at temperature 1 where
  /// the likeliest token was taken.
  package var logProbabilities: [Float]
  package var stopReason: StopReason
  /// How many tokens were written.
  package var tokenCount: Int

  package init(
    text: String, tokens: [Int32] = [], pieces: [String] = [], logProbabilities: [Float] = [],
    stopReason: StopReason, tokenCount: Int? = nil
  ) {
    self.text = text
    self.tokens = tokens
    self.pieces = pieces
    self.logProbabilities = logProbabilities
    self.stopReason = stopReason
    self.tokenCount = tokenCount ?? tokens.count
  }
}
