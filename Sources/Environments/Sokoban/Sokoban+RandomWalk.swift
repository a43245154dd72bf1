import RLCore

extension Sokoban {
  /// The share of tasks that moves in uniformly random directions solve: the floor of every curve.
  ///
  /// Exact for up to `exactMoves` moves, by following the probability of every position; measured
  /// over `walks` seeded walks a task beyond that.
  ///
  /// - Returns: the mean over the tasks; 0 without any.
  package static func randomWalkSuccess(of tasks: [SokobanTask]) -> Double {
    guard !tasks.isEmpty else { return 0 }
    let sum = tasks.reduce(0) { sum, task in
      sum + (task.budget <= exactMoves ? exactSuccess(of: task) : measuredSuccess(of: task))
    }
    return sum / Double(tasks.count)
  }

  private static let exactMoves = 12
  private static let walks = 200

  private static func exactSuccess(of task: SokobanTask) -> Double {
    let room = task.room
    var layer = [(position: SokobanPosition(player: room.player, boxes: room.boxes), chance: 1.0)]
    var solved = 0.0
    for _ in 0..<task.budget {
      // In the order found, so that the same sum comes out every time.
      var next: [(position: SokobanPosition, chance: Double)] = []
      var places: [SokobanPosition: Int] = [:]
      for (position, chance) in layer {
        for direction in GridDirection.allCases {
          let moved = position.moved(direction, in: room) ?? position
          if moved.boxes.allSatisfy({ room.isGoal[$0] }) {
            solved += chance / 4
          } else if let place = places[moved] {
            next[place].chance += chance / 4
          } else {
            places[moved] = next.count
            next.append((moved, chance / 4))
          }
        }
      }
      layer = next
    }
    return solved
  }

  private static func measuredSuccess(of task: SokobanTask) -> Double {
    var generator = SeededGenerator(seed: 0, purpose: "sokoban random walk \(task.id)")
    var solved = 0
    for _ in 0..<walks {
      var walk = SokobanWalk(room: task.room, budget: task.budget)
      while walk.end == nil { _ = walk.step(GridDirection(rawValue: generator.index(below: 4))) }
      if walk.end == .solved { solved += 1 }
    }
    return Double(solved) / Double(walks)
  }
}
