import EnvironmentConformance
import Environments
import FourthWorld
import RLCore
import Testing

/// What the training loop relies on, for every environment that ships, and for one that does not
/// stand in this package's sources.
@Suite struct ConformanceTests {
  private static let catalog = EnvironmentCatalog(
    EnvironmentCatalog.shipped.entries + [Corridor.entry])

  private func suite(_ entry: EnvironmentCatalog.Entry) -> EnvironmentConformance {
    EnvironmentConformance { try await entry.make(EnvironmentCatalog.WorldRequest()) }
  }

  @Test(arguments: catalog.entries)
  func `the catalog's name is the environment's`(entry: EnvironmentCatalog.Entry) async throws {
    #expect(try await entry.make(EnvironmentCatalog.WorldRequest()).name == entry.name)
    #expect(Self.catalog.entry(named: entry.name)?.name == entry.name)
    #expect(!entry.summary.isEmpty)
    #expect(Self.catalog.entries.count { $0.name == entry.name } == 1)
  }

  @Test(arguments: catalog.entries)
  func `it speaks in each wording that it says it does`(
    entry: EnvironmentCatalog.Entry
  ) async throws {
    #expect(!entry.wordings.isEmpty)
    for wording in entry.wordings {
      let world = try await entry.make(EnvironmentCatalog.WorldRequest(wording: wording))
      #expect(world.wordingVersion.hasPrefix(wording.rawValue + " "))
    }
  }

  @Test(arguments: catalog.entries)
  func `its options are told apart, explained, and take their defaults`(
    entry: EnvironmentCatalog.Entry
  ) {
    let options = entry.options.options
    #expect(entry.options.name == entry.name && !entry.options.help.isEmpty)
    #expect(Set(options.map(\.name)).count == options.count)
    for option in options {
      #expect(!option.help.isEmpty && !option.allowed.isEmpty, "\(option.name)")
      var values = OptionValues()
      #expect(option.write(option.read(values), &values) == nil, "\(option.name)")
      #expect(values.isEmpty, "\(option.name): what equals the default is not kept")
    }
  }

  @Test(arguments: catalog.entries, TaskSplit.allCases)
  func `the same place of a split holds the same task, and none of another split`(
    entry: EnvironmentCatalog.Entry, split: TaskSplit
  ) async throws {
    try await suite(entry).tasks(in: split)
  }

  @Test(arguments: catalog.entries)
  func `a sibling is another training task of the same rules`(
    entry: EnvironmentCatalog.Entry
  ) async throws {
    try await suite(entry).siblings()
  }

  @Test(arguments: catalog.entries, TaskSplit.allCases)
  func `the same seed plays the same attempt`(
    entry: EnvironmentCatalog.Entry, split: TaskSplit
  ) async throws {
    try await suite(entry).repeats(in: split)
  }

  @Test(arguments: catalog.entries, TaskSplit.allCases)
  func `an attempt ends within its budget, whatever is written`(
    entry: EnvironmentCatalog.Entry, split: TaskSplit
  ) async throws {
    try await suite(entry).ends(in: split)
  }

  @Test(arguments: catalog.entries)
  func `a copy of an attempt goes its own way`(entry: EnvironmentCatalog.Entry) async throws {
    try await suite(entry).copies()
  }

  @Test(arguments: catalog.entries, TaskSplit.allCases)
  func `a reflection request holds nothing that the agent did not see`(
    entry: EnvironmentCatalog.Entry, split: TaskSplit
  ) async throws {
    try await suite(entry).reflectionRequests(in: split)
  }

  @Test(arguments: catalog.entries, TaskSplit.allCases)
  func `the true rules pass through a reflection and into a prompt, and nothing is too strange`(
    entry: EnvironmentCatalog.Entry, split: TaskSplit
  ) async throws {
    try await suite(entry).reflections(in: split)
  }
}
