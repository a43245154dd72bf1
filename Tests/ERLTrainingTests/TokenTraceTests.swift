import RLCore
import RunModel
import Testing

@testable import ERLTraining

@Suite struct TokenTraceTests {
  /// Pieces that begin with their space, and an end that has no text.
  private struct Syllables: TextTokenizer {
    static let vocabulary = ["<end>", "un", "known", " lake"]
    var endToken: Int32 { 0 }
    func encode(_ text: String) -> [Int32] { [] }
    func decode(_ tokens: [Int32]) -> String {
      tokens.map { Self.vocabulary[Int($0)] }.joined()
    }
  }

  private func trace(_ tokens: [Int32], _ text: String, _ logs: [Float]) -> TokenTrace {
    TokenTrace(
      of: Completion(tokens: tokens, logProbabilities: logs, stopReason: .ended), text: text,
      tokenizer: Syllables())
  }

  @Test func `pieces that are no words are kept, and the end is an empty one`() {
    let trace = trace([1, 2, 3, 0], "unknown lake", [-0.12345, -2, 0, -0.0004])
    #expect(trace.separate == ["un", "known", " lake", ""])
    #expect(trace.logProbabilities == [-0.123, -2, 0, 0])
    #expect(trace.logProbabilities.allSatisfy { $0 != 0 || $0.sign == .plus })
  }

  @Test func `words are not kept twice`() {
    let trace = TokenTrace(
      of: Completion(tokens: [1, 2, 0], logProbabilities: [-1, -2, -3], stopReason: .ended),
      text: "ash cedar", tokenizer: Words())
    #expect(trace.separate == nil)
    #expect(trace.tokens(of: "ash cedar").map(\.piece) == ["ash", "cedar", ""])
    #expect(trace.tokens(of: "ash cedar").map(\.logProbability) == [-1, -2, -3])
  }

  private struct Words: TextTokenizer {
    var endToken: Int32 { 0 }
    func encode(_ text: String) -> [Int32] { [] }
    func decode(_ tokens: [Int32]) -> String {
      tokens.map { ["<end>", "ash", "cedar"][Int($0)] }.joined(separator: " ")
    }
  }

  @Test func `the log has the probability of every token that the policy wrote`() async throws {
    let run = TestRun()
    var loop = run.loop()
    _ = try await loop.run()
    var reflections = 0
    for event in run.journal.events {
      switch event {
      case .attempt(let attempt):
        let logs = attempt.turns.flatMap { $0.tokens?.logProbabilities ?? [] }
        #expect(logs == Array(repeating: -1.5, count: attempt.tokens))
        for turn in attempt.turns {
          #expect(turn.tokens?.tokens(of: turn.text).map(\.piece) == [turn.text])
        }
      case .reflection(let written):
        reflections += 1
        #expect(written.trace?.tokens(of: written.text).map(\.piece) == [written.text])
      default: break
      }
    }
    #expect(reflections > 0)
  }
}
