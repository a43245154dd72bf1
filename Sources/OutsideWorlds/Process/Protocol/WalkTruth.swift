import Basics
import RLCore

/// A board on which moves can be followed, so that a text which gives a way through it is noticed.
struct WalkTruth: Sendable, Equatable {
  /// Rows and columns that each move goes on by.
  private let moves: [String: (rows: Int, columns: Int)]
  private let start: Int

  init?(_ fields: AnswerFields) throws(AnswerProblem) {
    guard let table = try fields.object("moves") else { return nil }
    guard let start = try fields.whole("start", in: 0...9_999) else {
      throw AnswerProblem("'\(fields.key("start"))' is missing: where moves begin")
    }
    self.start = start
    var moves: [String: (rows: Int, columns: Int)] = [:]
    for name in table.names {
      let steps = try table.list(name, upTo: 2) ?? []
      guard steps.count == 2, case .integer(let rows) = steps[0],
        case .integer(let columns) = steps[1], (-100...100).contains(rows),
        (-100...100).contains(columns)
      else { throw AnswerProblem("'\(table.key(name))' is not [ROWS, COLUMNS], two whole numbers") }
      moves[name.lowercased()] = (rows, columns)
    }
    self.moves = moves
  }

  /// Whether moves lead to a goal past all dangers, within so many turns.
  func leadsToGoal(
    _ words: [String], on board: [String], roles: [String: TileRole], within budget: Int
  ) -> Bool {
    let rows = board.map(Array.init)
    guard let width = rows.first?.count, width > 0, start < width * rows.count else { return false }
    var (row, column) = (start / width, start % width)
    for word in words.prefix(budget) {
      guard let move = moves[word.lowercased()] else { continue }
      let (nextRow, nextColumn) = (row + move.rows, column + move.columns)
      guard rows.indices.contains(nextRow), rows[nextRow].indices.contains(nextColumn) else {
        continue
      }
      switch roles[String(rows[nextRow][nextColumn])] {
      case .goal: return true
      case .danger: return false
      case .wall: continue
      default: (row, column) = (nextRow, nextColumn)
      }
    }
    return false
  }

  static func == (one: Self, other: Self) -> Bool {
    one.start == other.start && one.moves.keys.sorted() == other.moves.keys.sorted()
      && one.moves.allSatisfy { name, move in other.moves[name].map { $0 == move } ?? false }
  }
}
