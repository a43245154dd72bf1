import RLCore

/// The environments that Kolb knows.
///
/// To add one, write its file and put one line into `entries`; commands, configurations and the
/// conformance tests find it here.
package enum EnvironmentCatalog {
  package struct Entry: Sendable {
    /// The name used in configurations.
    package let name: String
    /// One line for people.
    package let summary: String
    /// The environment with its default options.
    package let make: @Sendable () throws -> any Environment
    /// Its tasks from a file; throws `TaskFileError`.
    package let readTasks: @Sendable (_ path: String) throws -> TaskList
  }

  package static let entries: [Entry] = [
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
  ]

  package static func entry(named name: String) -> Entry? {
    entries.first { $0.name == name }
  }
}
