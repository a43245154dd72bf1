import Environments
import RLCore

/// Boards to pretrain on: training boards of the environment, each in letters of its own.
package struct LakeWorlds: Sendable {
  private let lakes: [FrozenLake]
  private let alphabet: LetterCode.Alphabet

  /// Draws from several kinds of lake in equal shares.
  package init(lakes: [FrozenLake], alphabet: LetterCode.Alphabet) {
    self.lakes = lakes
    self.alphabet = alphabet
  }

  func next(using generator: inout SeededGenerator) -> FrozenLakeTask {
    let lake = lakes[generator.index(below: lakes.count)]
    let board = lake.lake(at: 0, in: .training, seed: generator.next())
    return FrozenLakeTask(
      map: board.map, code: .random(alphabet, using: &generator), budget: board.budget)
  }
}
