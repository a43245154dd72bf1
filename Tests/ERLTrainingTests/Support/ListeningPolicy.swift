import ERLTraining
import RLCore
import Synchronization

/// A policy without a model: it guesses at random, and does as it is advised.
///
/// It keeps every row that it is given to learn from, so that a test can look at them.
final class ListeningPolicy: TrainablePolicy {
  struct State {
    var rows: [TrainingRow] = []
    var optimizerSteps = 0
    var digest: UInt64 = 0
    var saved: [String: UInt64] = [:]
    var forgotten = 0
    var requests: [SampleRequest] = []
    /// How many answers it still keeps to itself.
    var missing = 0
    /// Whether it can be measured while it learns, and whether that then goes wrong.
    var hasSnapshots = false
    var snapshotsFail = false
  }

  let state = Mutex(State())
  let words = WordList()
  let traits = PolicyTraits(
    wording: .compact, capacity: .batches, isDeterministic: true, hasLogProbabilities: true)

  /// What it would write: the advice or, asked to reflect, the memory; else a random word.
  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    let (learnt, isShort) = state.withLock { state in
      state.requests += requests
      defer { state.missing -= state.missing > 0 ? 1 : 0 }
      return (state.digest, state.missing > 0)
    }
    return requests.dropLast(isShort ? 1 : 0).map { completion(of: $0, learnt: learnt) }
  }

  private func completion(of request: SampleRequest, learnt: UInt64) -> Completion {
    var generator = SeededGenerator(seed: request.seed ^ learnt)
    let words = request.conversation.segments.map(\.text).joined(separator: " ")
      .split(separator: " ").map(String.init)
    let key = words.last == "reflect" ? "memory" : "advice"
    let told = words.lastIndex(of: key).map { words[$0 + 1] } ?? "none"
    let word =
      told == "none" ? GuessingGame.words.randomElement(using: &generator) ?? "ash" : told
    return Completion(
      text: word, tokens: self.words.encode(word), pieces: [word], logProbabilities: [-1.5],
      stopReason: .length)
  }

  func trajectories(of conversations: [Conversation]) async throws -> [[Trajectory]] {
    conversations.map { conversation in
      var trajectory = Trajectory()
      for (place, segment) in conversation.segments.enumerated() {
        if let completion = segment.completion, place >= conversation.ownBeginning {
          trajectory.append(written: completion)
        } else {
          trajectory.append(told: segment.completion?.tokens ?? words.encode(segment.text))
        }
      }
      return [trajectory]
    }
  }

  func endConversations() async { state.withLock { $0.forgotten += 1 } }

  func accumulateGradients(_ batch: [TrainingRow]) async throws -> [RowReport] {
    state.withLock { $0.rows += batch }
    return batch.map { row in
      RowReport(
        loss: -row.coefficients.reduce(0, +), logProbabilities: row.positions.map { _ in -1.5 },
        entropy: 1.5 * Float(row.positions.count), clipped: 0)
    }
  }

  func logProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    batch.map { $0.positions.map { _ in -1.5 } }
  }

  func referenceLogProbabilities(_ batch: [TrainingRow]) async throws -> [[Float]] {
    batch.map { $0.positions.map { _ in -1 } }
  }

  func optimizerStep(_ options: OptimizerStep) async throws -> Float {
    state.withLock { state in
      state.optimizerSteps += 1
      for row in state.rows.suffix(3) {
        for token in row.tokens { state.digest = state.digest &* 31 &+ UInt64(token) }
      }
    }
    return 1
  }

  func publish() async throws {}

  func snapshot() async -> PolicySnapshot? {
    let state = state.withLock { $0 }
    guard state.hasSnapshots else { return nil }
    let then = ListeningPolicy()
    then.state.withLock {
      $0.digest = state.digest
      $0.missing = state.snapshotsFail ? .max : 0
    }
    return PolicySnapshot(
      policy: then, save: { folder in self.state.withLock { $0.saved[folder] = state.digest } },
      digest: { String(state.digest, radix: 16) })
  }

  func save(to folder: String) async throws {
    state.withLock { $0.saved[folder] = $0.digest }
  }

  func weightsDigest() async -> String { state.withLock { String($0.digest, radix: 16) } }

  func load(from folder: String) async throws {
    try state.withLock { state in
      guard let saved = state.saved[folder] else { throw Missing() }
      state.digest = saved
    }
  }

  struct Missing: Error {}
}

/// Every word of the game is a token.
struct WordList: TextTokenizer {
  static let words =
    ["<end>", "advice", "none", "guess", "memory", "reflect", "again", "right", "wrong"]
    + GuessingGame.words
  let beginToken: Int32 = 0
  let endToken: Int32 = 0

  func encode(_ text: String) -> [Int32] {
    text.split(separator: " ").map { word in
      Int32(Self.words.firstIndex(of: String(word)) ?? 0)
    }
  }

  func decode(_ tokens: [Int32]) -> String {
    tokens.map { Self.words[Int($0)] }.joined(separator: " ")
  }
}
