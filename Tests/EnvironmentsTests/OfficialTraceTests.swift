import Environments
import Foundation
import RLCore
import Testing

/// Episodes recorded from Gymnasium's FrozenLake, turn by turn.
@Suite(
  .enabled(
    if: SharedData.path("frozenlake-traces.jsonl") != nil,
    "shared/data/frozenlake-traces.jsonl is absent; name its folder in KOLB_SHARED"))
struct OfficialTraceTests {
  private struct Trace: Decodable {
    struct Turn: Decodable {
      let action: String
      let effective: Bool
      let reward: Double
      let done: Bool
    }

    let uid: String
    let expected: [Turn]
  }

  @Test func `every turn of 600 recorded episodes comes out the same`() throws {
    let path = try #require(SharedData.path("frozenlake-traces.jsonl"))
    let file = try FrozenLakeTaskFile(path: path, alphabet: .six)
    let traces = try JSONRows.read(Trace.self, from: path)
    #expect(file.problems.isEmpty)
    #expect(file.tasks.count == 600)
    for (entry, trace) in zip(file.tasks, traces) {
      #expect(entry.task.id == trace.uid)
      let played = entry.task.play(try #require(entry.actions))
      #expect(played.count == trace.expected.count)
      for (turn, expected) in zip(played, trace.expected) {
        #expect(turn.wasEffective == expected.effective, "\(trace.uid)")
        #expect(turn.reward == expected.reward, "\(trace.uid)")
        #expect(turn.isDone == expected.done, "\(trace.uid)")
      }
    }
  }

  @Test func `the official training file is read without a problem`() throws {
    let path = try #require(SharedData.path("frozenlake-train.jsonl"))
    let file = try FrozenLakeTaskFile(path: path, alphabet: .four)
    #expect(file.problems.isEmpty)
    #expect(file.tasks.count == 2_000)
    #expect(file.tasks.allSatisfy { ($0.task.map.shortestPath ?? 9) <= 6 })
  }
}
