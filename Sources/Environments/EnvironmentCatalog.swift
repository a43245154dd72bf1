import RLCore

/// Environments by name.
///
/// To add one, write its folder and put one line into `shipped`; commands, configurations and the
/// conformance tests find it here.
package struct EnvironmentCatalog: Sendable {
  package struct Entry: Sendable {
    /// The name used in configurations.
    package let name: String
    /// One line for people.
    package let summary: String
    /// The environment with its default options.
    package let make: @Sendable () throws -> any Environment
    /// Its tasks from a file; throws `TaskFileError`.
    package let readTasks: @Sendable (_ path: String) throws -> TaskList

    package init(
      name: String, summary: String, make: @escaping @Sendable () throws -> any Environment,
      readTasks: @escaping @Sendable (_ path: String) throws -> TaskList
    ) {
      self.name = name
      self.summary = summary
      self.make = make
      self.readTasks = readTasks
    }
  }

  package let entries: [Entry]

  package init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// Those that come with Kolb.
  package static let shipped = EnvironmentCatalog([
    Entry(
      name: "frozenlake", summary: "Cross a frozen lake whose letters nobody explains.",
      make: { try FrozenLake() }, readTasks: { try FrozenLakeTaskFile(path: $0).list }),
    Entry(
      name: "sokoban", summary: "Push a box onto its goal, in letters that nobody explains.",
      make: { try Sokoban() }, readTasks: { try SokobanTaskFile(path: $0).list }),
    Entry(
      name: "hotpotqa",
      summary: "Answer questions in several steps with a search tool, about a generated world or "
        + "the real HotpotQA.",
      make: { try HotpotQA() }, readTasks: { try HotpotFile(path: $0).list() }),
  ])

  package func entry(named name: String) -> Entry? {
    entries.first { $0.name == name }
  }
}
