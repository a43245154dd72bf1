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

  /// The words of a text that it has no way to read; none for a policy that reads any text.
  func unreadableWords(in text: String) -> [String]

  /// Says that the conversations begun so far are over, so what is kept of them to continue them
  /// quickly can go.
  func endConversations() async

  /// Bytes of this program that one conversation of usual length takes until it is over; 0 where
  /// they are kept elsewhere.
  var conversationSize: Int { get }

  /// Says who is told what is no answer.
  ///
  /// A policy that nobody listens to throws where it would otherwise wait to come into reach again.
  func report(to listener: @escaping @Sendable (PolicyNews) -> Void)

  /// What was asked of it so far, where that is counted; nothing for a policy in this process.
  var usage: PolicyUsage { get }

  /// What its tokens cost.
  var prices: TokenPrices { get }

  /// Gives back what it holds elsewhere; nothing is asked of it any more.
  func close() async
}

extension Policy {
  package var conversationSize: Int { 0 }

  package func report(to listener: @escaping @Sendable (PolicyNews) -> Void) {}

  package var usage: PolicyUsage { PolicyUsage() }

  package var prices: TokenPrices { TokenPrices() }

  package func close() async {}
}

extension Policy {
  package func unreadableWords(in text: String) -> [String] { [] }
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
  /// The one temperature that it can learn at from what it drew; `nil` for any.
  package var learningTemperature: Float?

  package init(
    wording: Wording, capacity: Capacity, isDeterministic: Bool, hasLogProbabilities: Bool,
    isStreaming: Bool = false, learningTemperature: Float? = nil
  ) {
    self.wording = wording
    self.capacity = capacity
    self.isDeterministic = isDeterministic
    self.hasLogProbabilities = hasLogProbabilities
    self.isStreaming = isStreaming
    self.learningTemperature = learningTemperature
  }
}
