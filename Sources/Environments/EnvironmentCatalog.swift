import RLCore

/// Environments by name.
///
/// To add one, write its folder and put one line into `shipped`; commands, configurations and the
/// conformance tests find it here.
package struct EnvironmentCatalog: Sendable {
  package let entries: [Entry]

  package init(_ entries: [Entry]) {
    self.entries = entries
  }

  /// Those that come with Kolb; the first is the world of a run that names none.
  package static let shipped = EnvironmentCatalog([
    FrozenLake.entry, Sokoban.entry, HotpotQA.entry,
  ])

  package func entry(named name: String) -> Entry? {
    entries.first { $0.name == name }
  }
}

extension EnvironmentCatalog {
  /// What a world brings.
  package struct Entry: Sendable {
    /// The name used in configurations.
    package let name: String
    /// One line for people.
    package let summary: String
    /// The table of its options, which is called as it is.
    package let options: OptionTable
    /// In which wordings it can speak; the first is what it speaks where nobody asks for one.
    package let wordings: [Wording]
    /// Makes it as it is asked for; throws `UnmetOptions` that name the option to change, or what
    /// is wrong with its files.
    package let make: @Sendable (WorldRequest) async throws -> any Environment
    /// Its tasks from a file; throws `TaskFileError`.
    package let readTasks: @Sendable (_ path: String) throws -> TaskList

    package init(
      name: String, summary: String, options: OptionTable? = nil,
      wordings: [Wording] = [.compact],
      make: @escaping @Sendable (WorldRequest) async throws -> any Environment,
      readTasks: @escaping @Sendable (_ path: String) throws -> TaskList
    ) {
      self.name = name
      self.summary = summary
      self.options = options ?? OptionTable(name, summary)
      self.wordings = wordings
      self.make = make
      self.readTasks = readTasks
    }
  }

  /// What is asked of a world.
  package struct WorldRequest: Sendable {
    /// The values of its options.
    package var options: OptionValues
    /// How it shall speak, which the model decides that it speaks to.
    package var wording: Wording
    /// The folder for what is worth keeping between runs, such as search indexes; empty keeps all
    /// in memory.
    package var indexFolder: String
    /// Whether it may speak in no other wording, since a model would not understand it.
    package var mustSpeak = true
    /// The words of a text that the model does not know; `nil` where it reads any.
    package var unreadable: (@Sendable (String) -> [String])?

    package init(
      options: OptionValues = OptionValues(), wording: Wording = .compact, indexFolder: String = ""
    ) {
      self.options = options
      self.wording = wording
      self.indexFolder = indexFolder
    }
  }
}
