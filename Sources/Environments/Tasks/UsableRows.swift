import RLCore

/// What becomes of the rows of a file of boards: played, played with a doubt, or refused.
struct UsableRows<Task> {
  private(set) var tasks: [Task] = []
  /// In the order of the file, those among them that could not be read.
  private(set) var problems: [TaskFileProblem]
  private var doubts: [TaskFileProblem] = []
  private let file: String

  /// - Parameters:
  ///   - rows: what could be read, with its place.
  ///   - file: its name.
  ///   - problems: what could not be read.
  ///   - flaw: why a task cannot be played with this model.
  ///   - doubt: why a task is never solved, although it can be played.
  init(
    _ rows: [(place: TaskPlace, task: Task)], of file: String, unread problems: [TaskFileProblem],
    flaw: (Task) -> String?, doubt: (Task) -> String?
  ) {
    self.file = file
    self.problems = problems
    for (place, task) in rows {
      if let flaw = flaw(task) {
        self.problems.append(TaskFileProblem(file: file, place: place, text: flaw))
        continue
      }
      if let doubt = doubt(task) {
        doubts.append(TaskFileProblem(file: file, place: place, text: doubt))
      }
      tasks.append(task)
    }
    self.problems.sort { $0.place < $1.place }
  }

  /// What the log and the screen say of the file.
  func account(heldOut: Int) -> TaskFileAccount {
    TaskFileAccount(
      file: file, rows: "tasks", used: tasks.count, heldOut: heldOut, refused: problems.remarks,
      doubtful: doubts.remarks)
  }
}
