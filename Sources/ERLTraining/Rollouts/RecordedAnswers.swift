import RLCore
import RunModel

/// What policies wrote in a part of the log that a resume cuts off, so that nobody is asked, and
/// paid, for the same twice.
///
/// Only of policies that would not say the same again. An answer is taken where the same is asked:
/// for the same episode, in the same words.
package struct RecordedAnswers: Sendable {
  private struct Place: Hashable, Sendable {
    var episode: Int
    var attempt: AttemptKind
    var retry: Int
  }

  private var attempts: [Place: AttemptRecord] = [:]
  private var reflections: [Int: ReflectionRecord] = [:]
  private var evaluations: [EvaluationRecord] = []

  package init() {}

  /// How many whole attempts and reflections there are.
  package var count: Int { attempts.count + reflections.count }

  package mutating func add(_ event: RunEvent) {
    switch event {
    case .attempt(let record) where record.attempt != .probe && record.measure == nil:
      let place = Place(
        episode: record.episode, attempt: record.attempt, retry: record.retry ?? 1)
      attempts[place] = record
    case .reflection(let record) where record.author != "human":
      reflections[record.episode] = record
    case .evaluation(let record): evaluations.append(record)
    default: break
    }
  }

  /// What was written in an attempt, turn by turn.
  func turns(of attempt: AttemptKind, episode: Int, retry: Int = 1) -> [RecordedTurn] {
    guard
      let record = attempts[Place(episode: episode, attempt: attempt, retry: retry)]
    else { return [] }
    // The log has the tokens of the whole attempt only.
    return record.turns.enumerated().map { index, turn in
      RecordedTurn(
        asked: turn.observation,
        completion: Completion(turn.text, turn.tokens, count: index == 0 ? record.tokens : 0))
    }
  }

  /// What was written about an attempt that was asked about so.
  func reflection(on episode: Int, asked: String) -> Completion? {
    guard let record = reflections[episode], record.prompt == asked else { return nil }
    var completion = Completion(record.text, record.trace, count: record.tokens)
    if record.isTruncated { completion.stopReason = .length }
    return completion
  }

  func evaluation(_ name: String, at step: Int) -> EvaluationRecord? {
    evaluations.first { $0.name == name && $0.step == step }
  }
}

/// A turn that a policy wrote before, and what it was told.
package struct RecordedTurn: Sendable {
  let asked: String
  let completion: Completion
}

extension Completion {
  fileprivate init(_ text: String, _ trace: TokenTrace?, count: Int) {
    let tokens = trace?.tokens(of: text) ?? []
    self.init(
      text: text, tokens: trace?.ids ?? [], pieces: tokens.map(\.piece),
      logProbabilities: trace?.logProbabilities ?? [], stopReason: .ended, tokenCount: count)
  }
}
