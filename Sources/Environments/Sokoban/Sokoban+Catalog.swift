import RLCore

extension Sokoban {
  package static let entry = EnvironmentCatalog.Entry(
    name: "sokoban", summary: "Push a box onto its goal, in letters that nobody explains.",
    options: OptionTable("sokoban", "The rooms that the agent pushes boxes in.", of: Options.self)
      .fromTheBeginning(),
    wordings: [.compact, .plain],
    make: { request in
      var options = Options(request.options)
      options.wording = request.wording
      return try Sokoban(options: options)
    },
    readTasks: { try SokobanTaskFile(path: $0).list })
}
