import Foundation

/// Sokoban tasks from a file of JSON lines, or of rooms as text.
///
///     {"uid": "a", "layout": ["####", "#@ #", …], "max_steps": 8}      ; 0
///                                                                      ######
///                                                                      #@$. #
///                                                                      ######
///
/// Only `layout` must be there. Rows may carry `actions`, which are played by
/// `kolb play --scripted`; other keys are not looked at.
///
/// In the text of Boxoban, `;` and a name begin a room, and an empty line ends it. Broken rooms
/// are kept as problems and skipped.
package struct SokobanTaskFile: Sendable {
  package struct Entry: Sendable {
    package let line: Int
    package let task: SokobanTask
    /// What is to be played, or `nil` where the row does not say.
    package let actions: [String]?
  }

  package private(set) var tasks: [Entry] = []
  package private(set) var problems: [TaskFileProblem] = []

  /// Moves for a room as text, which says none: what players of Boxoban usually get.
  package static let textBudget = 120

  /// - Throws: `TaskFileError` where the file cannot be read.
  package init(
    path: String, marks: Int = 0, textBudget: Int = SokobanTaskFile.textBudget
  ) throws(TaskFileError) {
    let data = try TaskFile<Row>.contents(of: path)
    self.init(data: data, file: path, marks: marks, textBudget: textBudget)
  }

  package init(
    data: Data, file: String, marks: Int = 0, textBudget: Int = SokobanTaskFile.textBudget
  ) {
    let code = SokobanCode.fixed(marks: marks)
    if BoxobanText.isText(data) {
      readRooms(BoxobanText(data), file: file, code: code, budget: textBudget)
    } else {
      readRows(TaskFile<Row>(data: data, file: file), file: file, code: code)
    }
    problems.sort { $0.line < $1.line }
  }

  /// The tasks as those of any environment.
  package var list: TaskList {
    TaskList(
      tasks: tasks.map { TaskList.Entry(line: $0.line, task: $0.task, actions: $0.actions) },
      problems: problems)
  }

  private mutating func readRows(_ source: TaskFile<Row>, file: String, code: SokobanCode) {
    problems = source.problems
    for (line, row) in source.rows {
      do {
        tasks.append(
          Entry(line: line, task: try row.task(line: line, code: code), actions: row.actions))
      } catch {
        problems.append(TaskFileProblem(file: file, line: line, text: error.description))
      }
    }
  }

  private mutating func readRooms(
    _ text: BoxobanText, file: String, code: SokobanCode, budget: Int
  ) {
    for level in text.levels {
      do {
        let room = try SokobanRoom(rows: level.rows)
        let task = SokobanTask(
          room: room, code: code, budget: budget, id: level.name ?? "line-\(level.line)")
        tasks.append(Entry(line: level.line, task: task, actions: nil))
      } catch {
        problems.append(TaskFileProblem(file: file, line: level.line, text: error.description))
      }
    }
  }

  private struct Row: Decodable {
    let uid: TaskIdentifier?
    let layout: [String]
    let maxSteps: Int?
    let actions: [String]?

    enum CodingKeys: String, CodingKey {
      case uid
      case layout
      case maxSteps = "max_steps"
      case actions
    }

    func task(line: Int, code: SokobanCode) throws(RowError) -> SokobanTask {
      let budget = maxSteps ?? SokobanTask.officialBudget
      guard Sokoban.Options.budgets.contains(budget) else { throw .budget(budget) }
      let room: SokobanRoom
      do { room = try SokobanRoom(rows: layout) } catch { throw .room(error) }
      return SokobanTask(room: room, code: code, budget: budget, id: uid?.text ?? "line-\(line)")
    }
  }

  private enum RowError: Error, CustomStringConvertible {
    case room(SokobanRoomError)
    case budget(Int)

    var description: String {
      switch self {
      case .room(let error): error.description
      case .budget(let budget):
        "max_steps is \(budget). Set it within \(Sokoban.Options.budgets.lowerBound) to "
          + "\(Sokoban.Options.budgets.upperBound)."
      }
    }
  }
}
