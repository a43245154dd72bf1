import Environments
import RLCore

/// Walk along a corridor to the end that is the way out; which letter that is, nobody says.
///
///     B D A D C   A  agent    D  floor    B, C  ends, one of them the exit
///
/// It is not in this process, or plays that it is not: it answers late, and now and then it fails.
package struct Corridor: Environment {
  package static let entry = EnvironmentCatalog.Entry(
    name: "corridor", summary: "Leave a corridor by the right end.",
    options: OptionTable("corridor", "The corridors to walk.", of: Options.self),
    make: { Corridor(Options($0.options)) }, readTasks: { _ in TaskList(tasks: [], problems: []) })

  package struct Options: DescribedOptions {
    /// Every so many tasks one breaks in its second turn; 0 for none.
    package var failingEvery = 0
    /// The shortest and the longest corridor.
    package var lengthMinimum = 5
    package var lengthMaximum = 9

    package init() {}

    package static let descriptions: [OptionDescription<Self>] = [
      .integer(
        "failing_every", \.failingEvery, in: 0...1000, "tasks to one that breaks; 0 for none"),
      .integers(
        "length", from: \.lengthMinimum, to: \.lengthMaximum, in: 3...21,
        "squares, or [shortest, longest]"),
    ]
  }

  private let options: Options

  package init(_ options: Options = Options()) {
    self.options = options
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
    let lengths = UInt64((options.lengthMaximum - options.lengthMinimum) / 2 + 1)
    let length = options.lengthMinimum + 2 * Int(generator.next() % lengths)
    return CorridorTask(
      id: "\(split == .training ? "corridor" : "kept-corridor")-\(index)", length: length,
      isExitLeft: generator.next() % 2 == 0,
      isBreaking: options.failingEvery > 0
        && index % options.failingEvery == options.failingEvery - 1)
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
