import RLCore

/// The file of rooms that a run is given: its tasks, split in two, and what became of its rows.
struct RoomFileReading {
  let tasks: Sokoban.Tasks
  let account: TaskFileAccount

  /// Positions that are looked at for a solution within the budget, for a file may hold thousands.
  private static let searchLimit = 40_000

  /// - Throws: `SokobanError` where no row can be used, `TaskFileError`.
  init(_ options: Sokoban.Options) throws {
    let file = try SokobanTaskFile(
      path: options.tasks, marks: options.marks, budget: options.budget)
    let isCompact = options.wording == .compact
    let rows = UsableRows(
      file.tasks.map { ($0.place, $0.task) }, of: options.tasks, unread: file.problems,
      flaw: { isCompact ? Self.unreadable($0.room) : nil }, doubt: Self.unsolvable)
    guard !rows.tasks.isEmpty else {
      throw SokobanError.noTasks(file: options.tasks, problems: rows.problems)
    }
    let split = FileSplit(rows.tasks) { $0.room.rows }
    tasks = Sokoban.Tasks(training: split.training, heldOut: split.heldOut)
    account = rows.account(heldOut: split.heldOut.count)
  }

  /// Squares beyond these have no name among the words of an embedded model.
  private static func unreadable(_ room: SokobanRoom) -> String? {
    let side = SokobanLanguage.largestSide
    guard max(room.width, room.height) > side else { return nil }
    return "The room is \(room.width) wide and \(room.height) high, and the model's words name "
      + "squares up to \(side) a side. Use a model that reads plain words."
  }

  /// Says so only where the search came to an end: a room beyond it is played as it is.
  private static func unsolvable(_ task: SokobanTask) -> String? {
    switch task.room.solve(limit: searchLimit, within: task.budget) {
    case .moves(let moves) where moves > task.budget:
      "The room takes \(moves) moves, and an attempt has \(task.budget), so it is never solved. "
        + "Set sokoban.budget or the row's max_steps to \(moves) or more."
    case .beyond:
      "The room takes more than the \(task.budget) moves of an attempt, so it is never solved. "
        + "Raise sokoban.budget or the row's max_steps."
    case .moves, .unknown, .unsolvable: nil
    }
  }
}
