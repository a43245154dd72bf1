import Environments
import RLCore

/// Rooms to pretrain on: training rooms of the environment, each in letters of its own.
package struct RoomWorlds: Sendable {
  private let kinds: [Sokoban]

  /// Mostly rooms of six and seven a side with marks; some of eight, some in the five official
  /// letters.
  ///
  /// - Throws: `SokobanError`, which these options do not cause.
  package static func pretraining() throws -> RoomWorlds {
    var kinds: [Sokoban] = []
    for (size, marks, share) in [(6, 2, 4), (7, 2, 4), (8, 2, 1), (7, 0, 1)] {
      var options = Sokoban.Options()
      options.sizeMinimum = size
      options.sizeMaximum = size
      options.marks = marks
      options.movesMinimum = 2
      options.movesMaximum = 8
      kinds += [Sokoban](repeating: try Sokoban(options: options), count: share)
    }
    return RoomWorlds(kinds: kinds)
  }

  func next(using generator: inout SeededGenerator) -> SokobanTask {
    let sokoban = kinds[generator.index(below: kinds.count)]
    let task = sokoban.room(at: 0, in: .training, seed: generator.next())
    return SokobanTask(
      room: task.room, code: .random(marks: sokoban.options.marks, using: &generator),
      budget: task.budget)
  }
}
