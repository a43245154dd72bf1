extension LakeMap {
  /// Moves from each square to the goal by the shortest path that avoids the holes.
  ///
  /// Breadth-first search from the goal. A square that cannot reach it, and every hole, has `nil`.
  ///
  /// - Complexity: O(squares).
  package var distancesToGoal: [Int?] {
    var distances = [Int?](repeating: nil, count: tiles.count)
    distances[goal] = 0
    var queue = [goal]
    var head = 0
    while head < queue.count {
      let square = queue[head]
      let next = (distances[square] ?? 0) + 1
      head += 1
      for direction in GridDirection.allCases {
        guard let neighbour = neighbour(of: square, towards: direction),
          distances[neighbour] == nil, tiles[neighbour] != .hole
        else { continue }
        distances[neighbour] = next
        queue.append(neighbour)
      }
    }
    return distances
  }

  /// Moves from the start to the goal, or `nil` where no path leads there.
  package var shortestPath: Int? { distancesToGoal[start] }

  /// The directions that lead one move nearer to the goal, in the official order.
  ///
  /// The distances are this map's `distancesToGoal`, which a caller asks for once.
  package func bestDirections(from square: Int, distances: [Int?]) -> [GridDirection] {
    guard let here = distances[square] else { return [] }
    return GridDirection.allCases.filter { direction in
      guard let neighbour = neighbour(of: square, towards: direction),
        let there = distances[neighbour]
      else { return false }
      return there < here
    }
  }
}
