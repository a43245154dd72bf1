import ClaimReading
import RLCore

/// What can be said of boards with moves, and how an attempt on one can end.
enum GridStatements {
  static let edge = [
    TaskTruth.Statement(
      "edge",
      [
        "edge … nothing", "edge … block", "edge … wast", "edge … lost", "edge … stay",
        "edge … no effect", "border … nothing", "border … block", "off the board … nothing",
        "off the grid … nothing", "off the map … nothing", "edge … not move",
        "edge … in place",
      ], isTrue: true),
    TaskTruth.Statement(
      "edge",
      [
        "edge … kill", "edge … die", "edge … ends the", "edge … wrap", "edge … other side",
        "edge … deadly", "off the board … end", "off the board … die", "off the edge … die",
        "edge … teleport",
      ], isTrue: false),
  ]

  static let timeout = TaskTruth.Cause(
    "timeout",
    [
      "ran out of", "run out of", "used up", "out of moves", "out of turns", "too many moves",
      "timed out", "time ran out", "time was up", "time is up", "move limit", "step limit",
      "all moves",
    ])
}

extension GridTask {
  /// What is true on any board: what its letters stand for, and what gives this one away.
  ///
  /// - Parameters:
  ///   - board: the board, whose squares have names.
  ///   - budget: turns of an attempt.
  ///   - isSolved: whether moves, by their words, solve the task from its start.
  /// - Returns: the truth without statements, causes and evidence, which are the world's own.
  func boardTruth(
    of board: some GridBoard, budget: Int,
    isSolved: @escaping @Sendable (_ moves: [String]) -> Bool
  ) -> TaskTruth {
    var truth = TaskTruth()
    for (letter, kind) in zip(Code.letters, code.kinds) {
      truth.symbols[letter] = kind.look.role.rawValue
    }
    truth.symbolCount = code.kinds.count
    truth.lexicon = .grid
    truth.budget = budget
    truth.squares = Set((0..<(board.width * board.height)).map(board.name(of:)))
    truth.boardSize = (board.width, board.height)
    truth.isSolved = isSolved
    return truth
  }
}
