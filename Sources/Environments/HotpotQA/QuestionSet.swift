/// Questions of a file, split in two, and the index that is searched for their answers.
struct QuestionSet {
  let training: [HotpotItem]
  /// Every fifth question of the file.
  let heldOut: [HotpotItem]
  let retriever: any Retriever
  /// What people should know of the files.
  let notes: [String]

  private static let heldOutEvery = 5

  /// - Throws: `HotpotError`, `TaskFileError` or `FullTextIndexError`.
  init(_ options: HotpotQA.Options) throws {
    let file = try HotpotFile(path: options.tasks, needsContext: options.corpus.isEmpty)
    let items = file.entries.map(\.item)
    guard items.count > 1 else {
      throw HotpotError.tooFewQuestions(
        file: options.tasks, usable: items.count, broken: file.problems)
    }
    // In a short file the last is held out.
    let every = min(Self.heldOutEvery, items.count)
    training = items.enumerated().filter { $0.offset % every != every - 1 }.map(\.element)
    heldOut = items.enumerated().filter { $0.offset % every == every - 1 }.map(\.element)
    var notes = ["\(items.count) questions" + Self.skipped(file.problems)]
    var corpus = items.corpus
    if !options.corpus.isEmpty {
      let paragraphs = try CorpusFile(path: options.corpus)
      corpus = paragraphs.paragraphs
      notes.append("\(corpus.count) paragraphs" + Self.skipped(paragraphs.problems))
    }
    self.notes = notes
    retriever =
      options.index.isEmpty
      ? try FullTextIndex(of: corpus) : try FullTextIndex(of: corpus, in: options.index)
  }

  private static func skipped(_ problems: [TaskFileProblem]) -> String {
    guard let first = problems.first else { return "" }
    return ", \(problems.count) broken and skipped (\(first))"
  }
}

extension HotpotFile {
  /// The questions as tasks of their own, searched in all their paragraphs.
  ///
  /// - Throws: `FullTextIndexError`.
  package func list() throws -> TaskList {
    guard !entries.isEmpty else { return TaskList(tasks: [], problems: problems) }
    let index = try FullTextIndex(of: entries.map(\.item).corpus)
    return TaskList(
      tasks: entries.map { entry in
        TaskList.Entry(
          line: entry.place,
          task: HotpotTask(entry.item, retriever: index, wording: .plain, trueRules: ""),
          actions: entry.item.actions)
      }, problems: problems)
  }
}
