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
    var saved: [String: (state: [UInt8], digest: UInt64)] = [:]
    var forgotten = 0
  }

  let state = Mutex(State())
  let tokenizer: any TextTokenizer = WordList()

  /// What it would write: the advice or, asked to reflect, the memory; else a random word.
  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    let learnt = state.withLock { $0.digest }
    return requests.map { request in
      var generator = SeededGenerator(seed: request.seed ^ learnt)
      let words = tokenizer.decode(request.tokens).split(separator: " ").map(String.init)
      let key = words.last == "reflect" ? "memory" : "advice"
      let told = words.lastIndex(of: key).map { words[$0 + 1] } ?? "none"
      let word =
        told == "none"
        ? GuessingGame.words.randomElement(using: &generator) ?? "ash" : told
      return Completion(
        tokens: tokenizer.encode(word), logProbabilities: [-1.5], stopReason: .length)
    }
  }

  func forgetConversations() async { state.withLock { $0.forgotten += 1 } }

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

  func save(to folder: String, state saved: [UInt8]) async throws {
    state.withLock { $0.saved[folder] = (saved, $0.digest) }
  }

  func weightsDigest() async -> String { state.withLock { String($0.digest, radix: 16) } }

  func load(from folder: String) async throws -> [UInt8] {
    try state.withLock { state in
      guard let saved = state.saved[folder] else { throw Missing() }
      state.digest = saved.digest
      return saved.state
    }
  }

  struct Missing: Error {}
}

/// Every word of the game is a token.
struct WordList: TextTokenizer {
  static let words =
    ["<end>", "advice", "none", "guess", "memory", "reflect", "again", "right", "wrong"]
    + GuessingGame.words
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
