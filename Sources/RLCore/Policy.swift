/// A language model that can be sampled from, wherever it runs.
package protocol Policy: Sendable {
  /// Words to tokens and back.
  var tokenizer: any TextTokenizer { get }

  /// Continues many conversations at once.
  ///
  /// A row's completion depends on its prompt, its seed and the published weights, never on which
  /// other rows are asked for beside it.
  ///
  /// - Returns: one completion a request, in their order.
  func sample(_ requests: [SampleRequest]) async throws -> [Completion]

  /// Says that the conversations begun so far will not be continued, so what is kept of them
  /// to continue them quickly can go.
  func forgetConversations() async
}

/// A policy whose weights can be changed by gradients.
///
/// Advantages, normalisation, KL and distillation weights belong to the training loop: a policy
/// sees only a coefficient for each token and the kind of loss.
package protocol TrainablePolicy: Policy {
  /// Adds the gradients of a batch to those accumulated so far.
  func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport]

  /// log π of the marked tokens under the current weights, in nats at the row's temperature.
  func logProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]]

  /// log π of the marked tokens under the weights that training started from.
  func referenceLogProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]]

  /// Applies the accumulated gradients and clears them.
  ///
  /// - Returns: the norm of the gradient before clipping.
  func optimizerStep(_ options: OptimizerStep) async throws -> Float

  /// Makes the trained weights those that are sampled from.
  func publish() async throws

  /// Writes everything that training needs to go on exactly, with `state` of the caller beside it.
  ///
  /// A folder that exists is whole: it appears under its name only when everything is in it.
  func save(to folder: String, state: [UInt8]) async throws

  /// Tells these weights from any others.
  func weightsDigest() async -> String

  /// Reads what `save` wrote, and returns the caller's state.
  func load(from folder: String) async throws -> [UInt8]
}

/// Words to tokens and back.
package protocol TextTokenizer: Sendable {
  func encode(_ text: String) -> [Int32]
  func decode(_ tokens: [Int32]) -> String
  /// The token that ends a turn early.
  var endToken: Int32 { get }
}

/// One conversation to continue.
package struct SampleRequest: Sendable, Equatable {
  /// The whole conversation so far.
  package var tokens: [Int32]
  package var maximumTokens: Int
  package var sampling: SamplingParameters
  /// Decides the draws of this completion alone.
  package var seed: UInt64
  /// Names the conversation among those not yet forgotten.
  ///
  /// The same number in a later request says that it extends this conversation, which a policy
  /// may use to go on from where it was.
  package var conversation: Int

  package init(
    tokens: [Int32], maximumTokens: Int, sampling: SamplingParameters, seed: UInt64,
    conversation: Int
  ) {
    self.tokens = tokens
    self.maximumTokens = maximumTokens
    self.sampling = sampling
    self.seed = seed
    self.conversation = conversation
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

/// What a policy wrote.
package struct Completion: Sendable, Equatable {
  package enum StopReason: String, Sendable {
    case ended
    case length
  }

  package var tokens: [Int32]
  /// In nats at the sampling temperature, before top-p and top-k cut anything off.
  package var logProbabilities: [Float]
  package var stopReason: StopReason

  package init(tokens: [Int32], logProbabilities: [Float], stopReason: StopReason) {
    self.tokens = tokens
    self.logProbabilities = logProbabilities
    self.stopReason = stopReason
  }
}

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
  /// The temperature that the logits are divided by.
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
  /// The mean entropy of the next-token distributions of all rows of the call, times the positions
  /// of this one, in nats: only the sum over the rows of a call says something.
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
