import Basics
import Foundation

/// Sokoban tasks from a file of JSON, or of rooms as text.
///
///     {"uid": "a", "layout": ["####", "#@ #", …], "max_steps": 8}      ; 0
///                                                                      ######
///                                                                      #@$. #
///                                                                      ######
///
/// Only the room must be there: as `layout`, a list of rows or one text. Rows of JSON may carry
/// `actions`, which are played by `kolb play --scripted`; other keys are not looked at. Rooms as
/// text are read as collections publish them, see `LevelText`, `LevelMarkup` and `RoomText`. Rooms that cannot be
/// used are kept as problems.
package struct SokobanTaskFile: Sendable {
  package typealias Entry = TaskEntries<SokobanTask>.Entry

  private var entries = TaskEntries<SokobanTask>()
  private var names = TaskNames()

  package var tasks: [Entry] { entries.tasks }
  package var problems: [TaskFileProblem] { entries.problems }
  package var list: TaskList { entries.list }

  /// Moves for a room as text, which says none: what players of Boxoban usually get.
  package static let textBudget = 120

  /// - Parameters:
  ///   - path: the file.
  ///   - marks: letters that stand for floor and look like things.
  ///   - budget: moves where a row says nothing; `nil` takes what is usual for the kind of file.
  /// - Throws: `TaskFileError` where the file cannot be read.
  package init(path: String, marks: Int = 0, budget: Int? = nil) throws(TaskFileError) {
    self.init(try TaskFileBytes.contents(of: path), path, marks, budget)
  }

  package init(data: Data, file: String, marks: Int = 0, budget: Int? = nil) {
    self.init(TaskFileBytes.utf8(data), file, marks, budget)
  }

  private init(_ bytes: [UInt8], _ file: String, _ marks: Int, _ budget: Int?) {
    let code = SokobanCode.fixed(marks: marks)
    let rows: [RoomRow]
    let usual: Int
    if RoomText.isText(bytes) {
      rows = RoomText.levels(bytes).map(RoomRow.init)
      usual = Self.textBudget
    } else {
      let source = TaskRows(bytes, file: file, shape: RoomRow.shape)
      entries.problems = source.problems
      rows = source.rows.map(RoomRow.init)
      usual = SokobanTask.officialBudget
    }
    for row in rows {
      do {
        add(try row.content(), of: row, code: code, budget: budget ?? usual)
      } catch {
        entries.problems.append(
          TaskFileProblem(file: file, place: row.place, text: error.description))
      }
    }
    entries.problems.sort { $0.place < $1.place }
  }

  private mutating func add(
    _ content: RoomRow.Content, of row: RoomRow, code: SokobanCode, budget: Int
  ) {
    let budget = content.budget ?? budget
    let name = names.name(
      content.name, at: row.place, for: content.room.rows + ["\(budget)"])
    let task = SokobanTask(room: content.room, code: code, budget: budget, id: name)
    entries.tasks.append(Entry(place: row.place, task: task, actions: content.actions))
  }
}
