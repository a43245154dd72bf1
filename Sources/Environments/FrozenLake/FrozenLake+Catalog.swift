import RLCore

extension FrozenLake {
  package static let entry = EnvironmentCatalog.Entry(
    name: "frozenlake", summary: "Cross a frozen lake whose letters nobody explains.",
    options: OptionTable("frozenlake", "The boards that the agent walks on.", of: Options.self)
      .fromTheBeginning(),
    make: { try FrozenLake(options: Options($0.options)) },
    readTasks: { try FrozenLakeTaskFile(path: $0).list })
}
