import RLCore

/// A task as its world describes it.
struct TaskAnswer: Sendable, Equatable {
  /// Its name; equal tasks have equal ones.
  var name: String
  /// Rows of symbols without the agent; empty for none.
  var board: [String]
  /// The true rules as advice; empty where there are none.
  var rules: String
  var truth: WorldTruth?

  init(_ fields: AnswerFields) throws(AnswerProblem) {
    name = WorldText.line(try fields.required("task", upTo: 200), upTo: 200)
    guard !name.isEmpty else { throw AnswerProblem("'task' is empty, and names the task") }
    board = try fields.board() ?? []
    rules = try fields.text("rules") ?? ""
    truth = try fields.object("truth").map { fields throws(AnswerProblem) in
      try WorldTruth(fields)
    }
  }
}

extension AnswerFields {
  /// A board: rows of as many symbols each, a character a symbol.
  func board() throws(AnswerProblem) -> [String]? {
    guard let rows = try texts("board", upTo: 100) else { return nil }
    let width = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == width && !$0.contains(where: \.isNewline) }) else {
      throw AnswerProblem("'board' has rows of different lengths")
    }
    guard width <= 100 else { throw AnswerProblem("'board' is more than 100 symbols wide") }
    return rows
  }
}
