import ERLTraining
import RLCore
import RunModel
import Synchronization

/// The first training steps of a run: what was asked of the policy, and what was learnt from.
final class RecordedSteps: Sendable {
  /// How many are recorded.
  static let count = 4

  struct Step: Sendable {
    /// What the policy was asked, all that was waiting at a time.
    var rounds: [[RecordedTurn]]
    /// What was learnt from, and what had no gradient.
    var batches: [RowBatch]
  }

  let steps: [Step]
  /// All that the policy said in its turns, each once.
  let words: [String]

  init(of configuration: RunConfiguration) throws {
    let kept = Mutex<[[RowBatch]]>([])
    let (steps, words) = try blocking {
      let request = PartsRequest(configuration)
      let parts = try await RunParts(request, indexFolder: "")
      let policy = RecordingPolicy(try await request.makeLearner())
      var loop = ERLLoop(
        configuration: configuration, environment: parts.environment, policy: policy,
        reflector: parts.reflector, journal: SilentJournal(), control: TrainingControl())
      loop.onRows = { batches in kept.withLock { $0.append(batches) } }
      var steps: [Step] = []
      for _ in 0..<Self.count {
        try await loop.trainStep()
        let batches = kept.withLock { $0.last } ?? []
        steps.append(Step(rounds: await policy.takeRounds(), batches: batches))
      }
      return (steps, await policy.words)
    }
    self.steps = steps
    self.words = words.sorted()
  }
}

/// A turn of a conversation, as tokens.
struct RecordedTurn: Sendable {
  /// The same number says that it goes on with what was read.
  var conversation: Int
  /// Tokens that were read before; 0 where the conversation begins.
  var known: Int
  /// What was said since.
  var told: [Int32]
  var written: [Int32]
}

/// Does as another policy does, and keeps what it was asked.
private actor RecordingPolicy: TrainablePolicy {
  nonisolated let inner: any TrainablePolicy
  private var rounds: [[RecordedTurn]] = []
  private var known: [Int: [Int32]] = [:]
  private(set) var words: Set<String> = []

  init(_ inner: any TrainablePolicy) { self.inner = inner }

  nonisolated var traits: PolicyTraits { inner.traits }

  func takeRounds() -> [[RecordedTurn]] {
    defer { rounds = [] }
    return rounds
  }

  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    let completions = try await inner.sample(requests)
    let trajectories = try await inner.trajectories(of: requests.map(\.conversation))
    var round: [RecordedTurn] = []
    for (index, completion) in completions.enumerated() {
      let id = requests[index].conversation.id
      let tokens = trajectories[index].first?.tokens ?? []
      let before = known[id].map { tokens.starts(with: $0) ? $0.count : 0 } ?? 0
      round.append(
        RecordedTurn(
          conversation: id, known: before, told: Array(tokens[before...]),
          written: completion.tokens))
      known[id] = tokens + completion.tokens
      words.insert(completion.text)
    }
    rounds.append(round)
    return completions
  }

  func endConversations() async {
    known = [:]
    await inner.endConversations()
  }

  func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]] {
    try await inner.trajectories(of: conversations)
  }

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
