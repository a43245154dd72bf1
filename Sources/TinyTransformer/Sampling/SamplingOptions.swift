/// How the next token is chosen from its distribution.
package struct SamplingOptions: Sendable, Equatable {
  /// Divides the logits; 0 means the most probable token, always.
  package var temperature: Float
  /// Only the most probable tokens that together have this probability; 1 means all.
  package var topP: Float
  /// Only this many of the most probable tokens, before `topP` is applied; nil means all.
  package var topK: Int?

  package init(temperature: Float = 1, topP: Float = 1, topK: Int? = nil) {
    self.temperature = temperature
    self.topP = topP
    self.topK = topK
  }

  /// Always the most probable token.
  package static let greedy = SamplingOptions(temperature: 0)
}
