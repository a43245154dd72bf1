extension FrozenLake {
  /// The share of tasks that moves in uniformly random directions solve: the floor of every curve.
  ///
  /// Exact, by dynamic programming over the squares. Slippery ice changes nothing: whichever
  /// direction is meant, a random one is taken, each with probability 1/4.
  ///
  /// - Returns: the mean over the tasks; 0 without any.
  package static func randomWalkSuccess(of tasks: [FrozenLakeTask]) -> Double {
    guard !tasks.isEmpty else { return 0 }
    return tasks.reduce(0) { $0 + randomWalkSuccess(of: $1) } / Double(tasks.count)
  }

  private static func randomWalkSuccess(of task: FrozenLakeTask) -> Double {
    let map = task.map
    var chance = [Double](repeating: 0, count: map.tiles.count)
    chance[map.start] = 1
    var solved = 0.0
    for _ in 0..<task.budget {
      var next = [Double](repeating: 0, count: chance.count)
      for (square, here) in chance.enumerated() where here > 0 {
        for direction in GridDirection.allCases {
          let target = map.neighbour(of: square, towards: direction) ?? square
          switch map.tiles[target] {
          case .goal: solved += here / 4
          case .hole: break
          case .start, .frozen: next[target] += here / 4
          }
        }
      }
      chance = next
    }
    return solved
  }
}
