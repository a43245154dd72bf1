/// One conversation to continue.
package struct SampleRequest: Sendable, Equatable {
  /// The whole conversation so far.
  package var conversation: Conversation
  package var length: ReplyLength
  package var sampling: SamplingParameters
  /// Decides the draws of this completion alone.
  package var seed: UInt64
  /// What may be called for in the reply, where the policy knows of tools.
  package var tools: [ToolDescription] = []
  /// The episode that is reflected on, whose reader may watch while it is written.
  package var episode: Int?

  package init(
    conversation: Conversation, length: ReplyLength, sampling: SamplingParameters, seed: UInt64
  ) {
    self.conversation = conversation
    self.length = length
    self.sampling = sampling
    self.seed = seed
  }
}

/// How tokens are drawn from the model's distribution.
package struct SamplingParameters: Sendable, Equatable {
  /// 0 takes the likeliest token.
  package var temperature: Float
  package var topP: Float
  /// 0 keeps every token.
  package var topK: Int

  package init(temperature: Float = 1, topP: Float = 1, topK: Int = 0) {
    self.temperature = temperature
    self.topP = topP
    self.topK = topK
  }
}
