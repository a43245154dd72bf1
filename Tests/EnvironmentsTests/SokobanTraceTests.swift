import Environments
import Foundation
import RLCore
import Testing

/// Episodes and optimal lengths recorded from the official Sokoban.
@Suite(
  .enabled(
    if: SharedData.path("sokoban-traces.jsonl") != nil,
    "shared/data/sokoban-traces.jsonl is absent; name its folder in KOLB_SHARED"))
struct SokobanTraceTests {
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

  private struct Optimum: Decodable {
    let optimal_steps: Int
  }

  @Test func `every turn of 600 recorded episodes comes out the same`() throws {
    let path = try #require(SharedData.path("sokoban-traces.jsonl"))
    let file = try SokobanTaskFile(path: path)
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

  @Test(arguments: ["sokoban-train.jsonl", "sokoban-traces.jsonl"])
  func `the fewest moves are the official ones in every room`(name: String) throws {
    let path = try #require(SharedData.path(name))
    let file = try SokobanTaskFile(path: path)
    let optima = try JSONRows.read(Optimum.self, from: path).map(\.optimal_steps)
    #expect(file.problems.isEmpty)
    #expect(file.tasks.map(\.task.room.optimalMoves) == optima)
  }

  @Test func `published Boxoban rooms are read with four boxes each, but for the one cut off`()
    throws
  {
    let path = try #require(SharedData.path("boxoban-medium-sample.txt"))
    let file = try SokobanTaskFile(path: path)
    #expect(file.tasks.map(\.task.id) == file.tasks.indices.map(String.init))
    #expect(file.tasks.allSatisfy { $0.task.room.boxes.count == 4 && $0.task.room.width == 10 })
    // The sample ends in the middle of a room.
    #expect(file.problems.count == 1 && file.problems[0].line > file.tasks.last?.line ?? 0)
  }
}
