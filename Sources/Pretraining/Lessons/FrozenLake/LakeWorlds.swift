import Environments
import RLCore

/// Boards to pretrain on: training boards of the environment, each in letters of its own.
package struct LakeWorlds: Sendable {
  /// One kind of board and how many letters it is written in.
  private struct Kind {
    var lake: FrozenLake
    var alphabet: LetterCode.Alphabet
  }

  private let kinds: [Kind]

  /// Mostly boards of five by five in six letters; some smaller, some larger, some in four letters
  /// as the official task has them.
  ///
  /// - Throws: `FrozenLakeError`, which these options do not cause.
  package static func pretraining() throws -> LakeWorlds {
    var kinds: [Kind] = []
    for (size, alphabet, share) in [(5, 6, 6), (4, 6, 1), (6, 6, 2), (5, 4, 1)] {
      var options = FrozenLake.Options()
      options.sizeMinimum = size
      options.sizeMaximum = size
      options.letters = alphabet
      options.distanceMinimum = 2
      options.distanceMaximum = size + 2
      guard let alphabet = LetterCode.Alphabet(rawValue: alphabet) else { continue }
      let kind = Kind(lake: try FrozenLake(options: options), alphabet: alphabet)
      kinds += [Kind](repeating: kind, count: share)
    }
    return LakeWorlds(kinds: kinds)
  }

  func next(using generator: inout SeededGenerator) -> FrozenLakeTask {
    let kind = kinds[generator.index(below: kinds.count)]
    let board = kind.lake.lake(at: 0, in: .training, seed: generator.next())
    return FrozenLakeTask(
      map: board.map, code: .random(kind.alphabet, using: &generator), budget: board.budget)
  }
}
