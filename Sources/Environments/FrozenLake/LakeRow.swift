import Basics

/// A row of a file of lakes.
struct LakeRow {
  let place: TaskPlace
  private let name: String?
  private let value: JSONValue

  static let shape = TaskRowShape(
    keys: Set(mapNames + ["map_name", "max_steps", "is_slippery"]),
    isBareRow: { value in
      if case .string(let text) = value {
        text.contains(where: \.isNewline)
      } else {
        BoardLines.isBoard(value)
      }
    })

  private static let mapNames = ["map", "desc", "board", "grid", "layout"]

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
    var map: LakeMap
    var name: String?
    var budget: Int?
    var isSlippery: Bool?
    var actions: [String]?
  }

  /// - Throws: what is wrong with the row.
  func content() throws(TaskFieldError) -> Content {
    let fields = TaskFields(value)
    let lines = try lines(fields)
    let map: LakeMap
    do {
      map = try LakeMap(rows: lines.map { String(Self.letters(of: $0)) })
    } catch {
      throw .other(error.description)
    }
    let budget = try fields.whole(["max_steps", "max_episode_steps", "budget"])
    if let budget, !FrozenLakeTask.budgets.contains(budget) {
      let range = FrozenLakeTask.budgets
      throw .other(
        "max_steps is \(budget). Set it within \(range.lowerBound) to \(range.upperBound).")
    }
    return Content(
      map: map, name: try fields.identifier(["uid", "id", "_id", "name", "map_name"]) ?? name,
      budget: budget, isSlippery: try fields.flag(["is_slippery", "slippery"]),
      actions: try fields.texts(["actions"]))
  }

  private func lines(_ fields: TaskFields) throws(TaskFieldError) -> [String] {
    guard value.members != nil else { return try BoardLines.read(value, named: "map") }
    if fields.value(Self.mapNames) == nil, let name = try fields.text(["map_name"]) {
      guard let rows = Self.gymnasium[name] else {
        throw .other("Gymnasium has no map '\(name)'. Write the map itself under 'map'.")
      }
      return rows
    }
    let (name, board) = try fields.required(Self.mapNames)
    return try BoardLines.read(board, named: name)
  }

  /// The letters of a line, small ones as capitals; spaces and commas only part them.
  static func letters(of line: String) -> [Character] {
    line.filter { !$0.isWhitespace && $0 != "," }.flatMap { $0.uppercased() }
  }

  /// The maps that `FrozenLake-v1` knows by name.
  private static let gymnasium = [
    "4x4": ["SFFF", "FHFH", "FFFH", "HFFG"],
    "8x8": [
      "SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF",
      "FFFHFFFG",
    ],
  ]
}
