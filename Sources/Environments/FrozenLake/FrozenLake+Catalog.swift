import RLCore

extension FrozenLake {
  package static let entry = EnvironmentCatalog.Entry(
    name: "frozenlake", summary: "Cross a frozen lake whose letters nobody explains.",
    options: OptionTable("frozenlake", "The boards that the agent walks on.", of: Options.self)
      .fromTheBeginning(),
    wordings: [.compact, .plain],
    make: { request in
      var options = Options(request.options)
      options.wording = request.wording
      return try FrozenLake(options: options)
    },
    readTasks: { try FrozenLakeTaskFile(path: $0).list })
}
