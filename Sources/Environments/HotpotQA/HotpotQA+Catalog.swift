import RLCore

extension HotpotQA {
  package static let entry = EnvironmentCatalog.Entry(
    name: "hotpotqa",
    summary: "Answer questions in several steps with a search tool, about a generated world or "
      + "the real HotpotQA.",
    options: OptionTable(
      "hotpotqa", "The questions, and what is searched for their answers.", of: Options.self
    ).fromTheBeginning(),
    make: { request in
      var options = Options(request.options)
      options.index = request.indexFolder
      // Who reads English gets questions in English, if any were asked for.
      guard request.wording != .plain || !options.tasks.isEmpty || options.prompts.isEmpty else {
        throw HotpotError.promptsWithoutQuestions
      }
      return try HotpotQA(options: options)
    }, readTasks: { try HotpotFile(path: $0).list() })
}
