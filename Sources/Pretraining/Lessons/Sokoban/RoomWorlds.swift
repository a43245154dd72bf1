import Environments
import RLCore

/// Rooms to pretrain on: training rooms of the environment, each in letters of its own.
package struct RoomWorlds: Sendable {
  private let kinds: [Sokoban]

  /// Rooms of one side with marks, solved in some range of moves, and how many of them there are.
  private typealias Part = (size: Int, marks: Int, moves: ClosedRange<Int>, share: Int)

  /// Mostly rooms of six and seven a side with marks; some of eight, some in the five official
  /// letters.
  ///
  /// - Throws: `SokobanError`, which these options do not cause.
  package static func pretraining() throws -> RoomWorlds {
    try RoomWorlds(
      [(6, 2, 2...8, 4), (7, 2, 2...8, 4), (8, 2, 2...8, 1), (7, 0, 2...8, 1)], budget: 8)
  }

  /// Rooms of seven and eight a side with more marks, half of them solved in nine moves or more.
  ///
  /// - Throws: `SokobanError`, which these options do not cause.
  package static func far() throws -> RoomWorlds {
    try RoomWorlds(
      [(7, 3, 2...12, 2), (8, 3, 2...12, 2), (7, 3, 9...12, 3), (8, 3, 9...12, 3)], budget: 12)
  }

  private init(_ parts: [Part], budget: Int) throws {
    kinds = try parts.flatMap { part in
      var options = Sokoban.Options()
      options.sizeMinimum = part.size
      options.sizeMaximum = part.size
      options.marks = part.marks
      options.movesMinimum = part.moves.lowerBound
      options.movesMaximum = part.moves.upperBound
      options.budget = budget
      return [Sokoban](repeating: try Sokoban(options: options), count: part.share)
    }
  }

  func next(using generator: inout SeededGenerator) -> SokobanTask {
    let sokoban = kinds[generator.index(below: kinds.count)]
    let task = sokoban.room(at: 0, in: .training, seed: generator.next())
    return SokobanTask(
      room: task.room, code: .random(marks: sokoban.options.marks, using: &generator),
      budget: task.budget)
  }
}
