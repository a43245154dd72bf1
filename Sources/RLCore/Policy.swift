/// A language model that can be sampled from, wherever it runs.
///
/// To add one, conform to this, or to `TrainablePolicy` where it can learn, and put a line into the
/// catalog of backends. `PolicyConformance` in the tests holds it to what is promised here.
package protocol Policy: Sendable {
  /// What it can do and how it wants to be spoken to.
  var traits: PolicyTraits { get }

  /// Continues conversations.
  ///
  /// A completion depends on its own request and the published weights, never on which others are
  /// asked for beside it or before it.
  ///
  /// - Returns: one completion a request, in their order.
  /// - Throws: why there is none; `CancellationError` where the caller was cancelled.
  func sample(_ requests: [SampleRequest]) async throws -> [Completion]

  /// Says that the conversations begun so far are over, so what is kept of them to continue them
  /// quickly can go.
  func endConversations() async
}

/// What a policy can do, as a value that the loop and the screen read.
package struct PolicyTraits: Sendable, Equatable {
  /// How much a policy does at once.
  package enum Capacity: Sendable, Equatable {
    /// Takes whatever is waiting, together.
    case batches
    /// Takes requests one by one, and this many at the same time.
    case requests(atOnce: Int)
  }

  package var wording: Wording
  package var capacity: Capacity
  /// Whether the same request gives the same completion, to the bit.
  package var isDeterministic: Bool
  /// Whether completions carry the log-probabilities of their tokens.
  package var hasLogProbabilities: Bool
  /// Whether words can be seen while they are written.
  package var isStreaming: Bool

  package init(
    wording: Wording, capacity: Capacity, isDeterministic: Bool, hasLogProbabilities: Bool,
    isStreaming: Bool = false
  ) {
    self.wording = wording
    self.capacity = capacity
    self.isDeterministic = isDeterministic
    self.hasLogProbabilities = hasLogProbabilities
    self.isStreaming = isStreaming
  }
}

/// A policy whose weights can be changed by gradients.
///
/// Advantages, normalisation, KL and distillation weights belong to the training loop: a policy
/// sees only a coefficient for each token and the kind of loss.
package protocol TrainablePolicy: Policy {
  /// The tokens of conversations, those that it drew itself as they were drawn.
  ///
  /// - Returns: for each conversation its tokens with what is learnt from marked: one sequence, or
  ///   several where its template writes a turn otherwise once another follows it.
  func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]]

  /// Adds the gradients of a batch to those accumulated so far.
  ///
  /// - Returns: one report a row, in their order.
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

  /// Writes everything that it needs to go on training exactly into a folder that exists.
  ///
  /// The caller gives the folder its name once everything is in it.
  func save(to folder: String) async throws

  /// Takes up what `save` wrote.
  func load(from folder: String) async throws

  /// Tells these weights from any others.
  func weightsDigest() async -> String
}

/// Words to tokens and back.
package protocol TextTokenizer: Sendable {
  func encode(_ text: String) -> [Int32]
  func decode(_ tokens: [Int32]) -> String
  /// The token that every conversation begins with.
  var beginToken: Int32 { get }
  /// The token that ends a turn early.
  var endToken: Int32 { get }
}

/// One conversation to continue.
package struct SampleRequest: Sendable, Equatable {
  /// The whole conversation so far.
  package var conversation: Conversation
  package var length: ReplyLength
  package var sampling: SamplingParameters
  /// Decides the draws of this completion alone.
  package var seed: UInt64

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
