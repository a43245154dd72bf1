import Environments
import RLCore

/// Walk along a corridor to the end that is the way out; which letter that is, nobody says.
///
///     B D A D C   A  agent    D  floor    B, C  ends, one of them the exit
///
/// It is not in this process, or plays that it is not: it answers late, and now and then it fails.
package struct Corridor: Environment {
  package static let entry = EnvironmentCatalog.Entry(
    name: "corridor", summary: "Leave a corridor by the right end.", make: { Corridor() },
    readTasks: { _ in TaskList(tasks: [], problems: []) })

  /// Every so many tasks one breaks in its second turn; 0 for none.
  private let failures: Int

  package init(failingEvery failures: Int = 0) {
    self.failures = failures
  }

  package var name: String { "corridor" }

  package var legend: [LegendEntry] {
    [
      LegendEntry(symbol: "A", meaning: "player"), LegendEntry(symbol: "B", meaning: "goal"),
      LegendEntry(symbol: "C", meaning: "hole"), LegendEntry(symbol: "D", meaning: "safe"),
    ]
  }

  package func taskCount(in split: TaskSplit) -> Int? { nil }

  package func task(
    at index: Int, in split: TaskSplit, seed: UInt64
  ) async throws -> any EnvironmentTask {
    var generator = SeededGenerator(
      seed: seed, purpose: "corridor \(split == .training)", index)
    let length = 5 + 2 * Int(generator.next() % 3)
    return CorridorTask(
      id: "\(split == .training ? "corridor" : "kept-corridor")-\(index)", length: length,
      isExitLeft: generator.next() % 2 == 0,
      isBreaking: failures > 0 && index % failures == failures - 1)
  }

  package struct Outage: Error, CustomStringConvertible {
    package let description = "the corridor does not answer"
  }

  /// The words of the world, for a model that knows no others.
  package static let words = [
    "A", "B", "C", "D", "rules:", "none", "go:", "left", "right", "moved", "out", "shut", "timeout",
    "memory:", "reflect:", "again:", "goal", "hole", "floor", "player",
  ]
}
