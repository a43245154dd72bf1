import Environments
import RLCore

/// Plays as somebody would who believes what notes say, or wanders where nothing is believed.
struct LakeTeacher: GridTeacher {
  /// What is written as the plan: a letter and a square.
  let plan: String
  /// Believed moves to the target from each cell; `nil` for the wanderer.
  private let distances: [Int]?
  private let lake: FrozenLakeTask
  /// Share of moves that are random.
  private let noise: Double

  /// Somebody who goes for a tile that they take for the goal, around what they take for holes.
  init(
    on lake: FrozenLakeTask, believing belief: Belief<TileKind>, noise: Double,
    using generator: inout SeededGenerator
  ) {
    let kinds = lake.letters.map { belief.kinds[$0] ?? .safe }
    let goals = kinds.indices.filter { kinds[$0] == .goal }
    let objects = kinds.indices.filter { lake.letters[$0] != lake.commonestLetter }
    let target =
      goals.randomElement(using: &generator) ?? objects.randomElement(using: &generator) ?? 0
    self.lake = lake
    self.noise = noise
    plan = lake.words(lake.letters[target], target)
    distances = lake.distances(to: target) { kinds[$0] == .safe || kinds[$0] == .player }
  }

  /// Somebody without rules: names no target and wanders, seldom against the edge.
  init(wanderingOn lake: FrozenLakeTask) {
    self.lake = lake
    plan = FrozenLakeLanguage.wandering
    distances = nil
    noise = 0
  }

  /// The next action, and whether it was a slip that should not be learnt.
  func act(
    at cell: Int, using generator: inout SeededGenerator
  ) -> (action: GridDirection, isSlip: Bool) {
    let random = GridDirection.allCases.randomElement(using: &generator) ?? .up
    if Double(generator.uniform()) < noise { return (random, true) }
    var best = random
    var least = Float.infinity
    for direction in GridDirection.allCases {
      let cost = self.cost(of: direction, from: cell) + 0.5 * generator.uniform()
      if cost < least { (best, least) = (direction, cost) }
    }
    return (best, false)
  }

  private func cost(of direction: GridDirection, from cell: Int) -> Float {
    guard let next = lake.map.neighbour(of: cell, towards: direction) else {
      // The wanderer keeps away from the edge; others know that it leads nowhere.
      return 100
    }
    guard let distances else { return 0 }
    return Float(min(distances[next], 99))
  }
}
