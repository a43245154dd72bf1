import Basics

/// A row of a file of rooms.
struct RoomRow {
  let place: TaskPlace
  private let name: String?
  private let value: JSONValue

  static let shape = TaskRowShape(
    keys: Set(roomNames + ["max_steps"]),
    isBareRow: { value in
      if case .string(let text) = value {
        text.contains(where: \.isNewline)
      } else {
        BoardLines.isBoard(value)
      }
    })

  private static let roomNames = ["layout", "room", "level", "board", "map", "grid", "rows"]
  /// Positions that are looked at to find a room unsolvable, for a file may hold thousands.
  private static let searchLimit = 40_000

  init(_ row: TaskRow) {
    place = row.place
    name = row.name
    value = row.value
  }

  init(_ level: LevelText.Level) {
    place = TaskPlace(.line, level.line)
    name = level.name
    value = .array(level.rows.map(JSONValue.string))
  }

  /// What the row says; `nil` where it says nothing.
  struct Content {
    var room: SokobanRoom
    var name: String?
    var budget: Int?
    var actions: [String]?
  }

  /// - Throws: what is wrong with the row.
  func content() throws(TaskFieldError) -> Content {
    let fields = TaskFields(value)
    let lines: [String]
    if value.members == nil {
      lines = try BoardLines.read(value, named: "layout")
    } else {
      let (name, board) = try fields.required(Self.roomNames)
      lines = try BoardLines.read(board, named: name)
    }
    let room: SokobanRoom
    do {
      room = try SokobanRoom(rows: RoomText.rows(of: lines), lookingAt: Self.searchLimit)
    } catch {
      throw .other(error.description)
    }
    let budget = try fields.whole(["max_steps", "budget"])
    if let budget, !SokobanTask.budgets.contains(budget) {
      let range = SokobanTask.budgets
      throw .other(
        "max_steps is \(budget). Set it within \(range.lowerBound) to \(range.upperBound).")
    }
    return Content(
      room: room, name: try fields.identifier(["uid", "id", "_id", "name", "title"]) ?? name,
      budget: budget, actions: try fields.texts(["actions"]))
  }
}
