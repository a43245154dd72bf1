import Environments
import OutsideWorlds
import RLCore
import RunModel

/// The worlds and the kinds of policies that a program knows, and what can be asked of them.
struct Catalogs: Sendable {
  let environments: EnvironmentCatalog
  /// Ways to worlds that are outside.
  let doors: [WorldDoor]
  let policies: PolicyCatalog
  /// What can be asked of each world, those behind doors among them.
  let worlds: [OptionTable]
  /// The options of a run among these.
  let schema: ConfigurationSchema

  init(
    environments: EnvironmentCatalog, doors: [WorldDoor] = [], policies: PolicyCatalog
  ) {
    self.environments = environments
    self.doors = doors
    self.policies = policies
    worlds = environments.entries.map(\.options) + doors.map(\.options)
    schema = ConfigurationSchema(
      worlds: worlds,
      backends: policies.backends.compactMap(\.options),
      environment: environments.entries.first?.name ?? "",
      model: policies.backends.first?.usualModel ?? "")
  }

  static let shipped = Catalogs(
    environments: .shipped, doors: [ProcessWorld.door, OpenEnvWorld.door], policies: .shipped)

  /// The world of a name, be it one that ships or one behind a door.
  ///
  /// - Throws: `CatalogError.unknownEnvironment`.
  func world(named name: String) throws(CatalogError) -> EnvironmentCatalog.Entry {
    if let entry = environments.entry(named: name) { return entry }
    for door in doors {
      guard let address = door.address(in: name) else { continue }
      return EnvironmentCatalog.Entry(
        name: name, summary: door.summary, options: door.options, wordings: Wording.allCases,
        make: { request in
          if door.startsPrograms { try AllowedPrograms.check(name) }
          return try await door.open(address, request)
        }, readTasks: { _ in throw WorldOutside.hasNoFiles(name) })
    }
    throw .unknownEnvironment(
      name, known: environments.entries.map(\.name) + doors.map(\.form))
  }
}

/// What is not to be had of a world outside.
enum WorldOutside: UnmetOptions {
  case hasNoFiles(String)

  var description: String {
    switch self {
    case .hasNoFiles(let name):
      "The world '\(name)' has its tasks itself and reads none from a file. Leave --tasks out."
    }
  }
}

extension ConfigurationSchema {
  /// The options of a run of this program.
  static var shipped: ConfigurationSchema { Catalogs.shipped.schema }
}
