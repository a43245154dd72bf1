import Basics
import RLCore

/// How an attempt begins, as its world puts it.
struct OpeningAnswer: Sendable, Equatable {
  /// What stands above everything, with `{advice}` in it where advice belongs there.
  var system: String
  /// What the policy is told first.
  var prompt: String
  var length: ReplyLength
  var position: Int?

  init(_ fields: AnswerFields, board: [String]) throws(AnswerProblem) {
    system = try fields.text("system") ?? ""
    prompt = try fields.required("prompt")
    length = try fields.length() ?? .text(upTo: 200)
    position = try fields.position(on: board)
  }
}

extension AnswerFields {
  /// Where the agent is: row × width + column.
  func position(on board: [String]) throws(AnswerProblem) -> Int? {
    let squares = board.count * (board.first?.count ?? 0)
    guard let value = value("position") else { return nil }
    guard squares > 0 else {
      throw AnswerProblem("'position' is \(value.kind), and the task has no board")
    }
    return try whole("position", in: 0...(squares - 1))
  }
}
