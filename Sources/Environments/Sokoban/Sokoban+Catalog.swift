import RLCore

extension Sokoban {
  package static let entry = EnvironmentCatalog.Entry(
    name: "sokoban", summary: "Push a box onto its goal, in letters that nobody explains.",
    options: OptionTable("sokoban", "The rooms that the agent pushes boxes in.", of: Options.self)
      .fromTheBeginning(),
    make: { try Sokoban(options: Options($0.options)) },
    readTasks: { try SokobanTaskFile(path: $0).list })
}
