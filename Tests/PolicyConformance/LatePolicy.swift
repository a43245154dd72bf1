import RLCore
import Synchronization

/// Any policy behind a slow line: it takes requests one by one, a few at a time, and answers those
/// last that were asked first.
package final class LatePolicy: TrainablePolicy {
  private let inner: any TrainablePolicy
  private let atOnce: Int
  private let underWay = Mutex((now: 0, most: 0))

  package init(_ inner: any TrainablePolicy, atOnce: Int) {
    self.inner = inner
    self.atOnce = atOnce
  }

  /// The most requests that were open at the same time.
  package var mostAtOnce: Int { underWay.withLock { $0.most } }

  package var traits: PolicyTraits {
    var traits = inner.traits
    traits.capacity = .requests(atOnce: atOnce)
    return traits
  }

  package func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    let place = underWay.withLock { state in
      state.now += 1
      state.most = max(state.most, state.now)
      return state.now
    }
    defer { underWay.withLock { $0.now -= 1 } }
    try await Task.sleep(for: .microseconds(300 * max(1, atOnce - place + 1)))
    return try await inner.sample(requests)
  }

  package func endConversations() async { await inner.endConversations() }
  package func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]] {
    try await inner.trajectories(of: conversations)
  }
  package func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport] {
    try await inner.accumulateGradients(batch)
  }
  package func logProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try await inner.logProbabilities(batch)
  }
  package func referenceLogProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    try await inner.referenceLogProbabilities(batch)
  }
  package func optimizerStep(_ options: OptimizerStep) async throws -> Float {
    try await inner.optimizerStep(options)
  }
  package func publish() async throws { try await inner.publish() }
  package func save(to folder: String) async throws { try await inner.save(to: folder) }
  package func load(from folder: String) async throws { try await inner.load(from: folder) }
  package func weightsDigest() async -> String { await inner.weightsDigest() }
}
