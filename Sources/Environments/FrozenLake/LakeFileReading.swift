import RLCore

/// The file of lakes that a run is given: its tasks, split in two, and what became of its rows.
struct LakeFileReading {
  let tasks: FrozenLake.Tasks
  let account: TaskFileAccount

  /// - Throws: `FrozenLakeError` where no row can be used, `TaskFileError`.
  init(_ options: FrozenLake.Options, alphabet: LetterCode.Alphabet) throws {
    var defaults = FrozenLakeTaskFile.Defaults()
    defaults.budget = options.budget
    defaults.isSlippery = options.slippery
    let file = try FrozenLakeTaskFile(path: options.tasks, alphabet: alphabet, defaults: defaults)
    let isCompact = options.wording == .compact
    let rows = UsableRows(
      file.tasks.map { ($0.place, $0.task) }, of: options.tasks, unread: file.problems,
      flaw: { isCompact ? Self.unreadable($0.map) : nil }, doubt: Self.unsolvable)
    guard !rows.tasks.isEmpty else {
      throw FrozenLakeError.noTasks(file: options.tasks, problems: rows.problems)
    }
    let split = FileSplit(rows.tasks) { $0.map.rows }
    tasks = FrozenLake.Tasks(training: split.training, heldOut: split.heldOut)
    account = rows.account(heldOut: split.heldOut.count)
  }

  /// Squares beyond these have no name among the words of an embedded model.
  private static func unreadable(_ map: LakeMap) -> String? {
    guard max(map.width, map.height) > GridSquare.largestSide else { return nil }
    return
      "The map is \(map.width) wide and \(map.height) high, and the model's words name squares "
      + "up to \(GridSquare.largestSide) a side. Use a model that reads plain words."
  }

  private static func unsolvable(_ task: FrozenLakeTask) -> String? {
    guard let way = task.distances[task.start], way > task.budget else { return nil }
    return "The goal is \(way) moves away, and an attempt has \(task.budget), so it is never "
      + "solved. Set frozenlake.budget or the row's max_steps to \(way) or more."
  }
}
