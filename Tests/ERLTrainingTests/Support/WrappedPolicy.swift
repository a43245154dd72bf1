import RLCore

/// A policy that does as another does, but for what a conforming type says.
protocol WrappedPolicy: TrainablePolicy {
  var inner: ListeningPolicy { get }
}

extension WrappedPolicy {
  var traits: PolicyTraits { inner.traits }
  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    try await inner.sample(requests)
  }
  func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]] {
    try await inner.trajectories(of: conversations)
  }
  func endConversations() async { await inner.endConversations() }
  func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport] {
    try await inner.accumulateGradients(batch)
  }
  func logProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try await inner.logProbabilities(batch)
  }
  func referenceLogProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try await inner.referenceLogProbabilities(batch)
  }
  func optimizerStep(_ options: OptimizerStep) async throws -> Float {
    try await inner.optimizerStep(options)
  }
  func publish() async throws { try await inner.publish() }
  func save(to folder: String) async throws { try await inner.save(to: folder) }
  func load(from folder: String) async throws { try await inner.load(from: folder) }
  func weightsDigest() async -> String { await inner.weightsDigest() }
}

/// Never answers, until whoever asks is cancelled.
final class StuckPolicy: WrappedPolicy {
  let inner: ListeningPolicy
  private let asked = AsyncStream<Void>.makeStream()

  init(_ inner: ListeningPolicy) { self.inner = inner }

  func firstRequest() async {
    var waits = asked.stream.makeAsyncIterator()
    await waits.next()
  }

  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    asked.continuation.yield()
    try await Task.sleep(for: .seconds(3600))
    return []
  }
}

/// Learns, and may say something else the next time.
struct UnsteadyPolicy: WrappedPolicy {
  let inner: ListeningPolicy

  var traits: PolicyTraits {
    var traits = inner.traits
    traits.isDeterministic = false
    return traits
  }
}

/// Learns, and does not say of every row what it came to.
struct SilentReports: WrappedPolicy {
  let inner: ListeningPolicy

  init(_ inner: ListeningPolicy) { self.inner = inner }

  func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport] {
    try await inner.accumulateGradients(batch).dropLast()
  }
}
