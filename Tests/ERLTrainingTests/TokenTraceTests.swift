import RLCore
import RunModel
import Testing

@testable import ERLTraining

@Suite struct TokenTraceTests {
  private func traced(_ pieces: [String], _ text: String, _ logs: [Float]) -> TokenTrace? {
    TokenTrace(
      of: Completion(
        text: text, tokens: Array(1...Int32(pieces.count)), pieces: pieces,
        logProbabilities: logs, stopReason: .ended))
  }

  @Test func `pieces that are no words are kept, and the end is an empty one`() throws {
    let trace = try #require(
      traced(["un", "known", " lake", ""], "unknown lake", [-0.12345, -2, 0, -0.0004]))
    #expect(trace.separate == ["un", "known", " lake", ""])
    #expect(trace.ids == [1, 2, 3, 4])
    #expect(trace.logProbabilities == [-0.123, -2, 0, 0])
    #expect(trace.logProbabilities.allSatisfy { $0 != 0 || $0.sign == .plus })
  }

  @Test func `words are not kept twice`() throws {
    let trace = try #require(traced(["ash", "cedar", ""], "ash cedar", [-1, -2, -3]))
    #expect(trace.separate == nil && trace.ids == nil)
    #expect(trace.tokens(of: "ash cedar").map(\.piece) == ["ash", "cedar", ""])
    #expect(trace.tokens(of: "ash cedar").map(\.logProbability) == [-1, -2, -3])
  }

  @Test func `a policy that tells no probabilities leaves no trace`() {
    #expect(TokenTrace(of: Completion(text: "ash", stopReason: .ended)) == nil)
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
