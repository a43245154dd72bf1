import RLCore

/// Questions of a file, split in two, and the index that is searched for their answers.
struct QuestionSet {
  let training: [HotpotItem]
  /// Every fifth question of the file.
  let heldOut: [HotpotItem]
  let retriever: any Retriever
  let taskFiles: [TaskFileAccount]

  /// - Throws: `HotpotError`, `TaskFileError` or `FullTextIndexError`.
  init(_ options: HotpotQA.Options) throws {
    let file = try HotpotFile(path: options.tasks, needsContext: options.corpus.isEmpty)
    let items = file.entries.map(\.item)
    guard items.count > 1 else {
      throw HotpotError.tooFewQuestions(
        file: options.tasks, usable: items.count, broken: file.problems)
    }
    let split = FileSplit(items) { $0.question }
    guard !split.heldOut.isEmpty else {
      throw HotpotError.tooFewQuestions(
        file: options.tasks, usable: 1, broken: file.problems)
    }
    training = split.training
    heldOut = split.heldOut
    var taskFiles = [
      TaskFileAccount(
        file: options.tasks, rows: "questions", used: items.count, heldOut: heldOut.count,
        refused: file.problems.remarks)
    ]
    var corpus = items.corpus
    if !options.corpus.isEmpty {
      let paragraphs = try CorpusFile(path: options.corpus)
      corpus = paragraphs.paragraphs
      taskFiles.append(
        TaskFileAccount(
          file: options.corpus, rows: "paragraphs", used: corpus.count,
          refused: paragraphs.problems.remarks))
    }
    self.taskFiles = taskFiles
    retriever =
      options.index.isEmpty
      ? try FullTextIndex(of: corpus) : try FullTextIndex(of: corpus, in: options.index)
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
          place: entry.place,
          task: HotpotTask(entry.item, retriever: index, wording: .plain, trueRules: ""),
          actions: entry.item.actions)
      }, problems: problems)
  }
}
