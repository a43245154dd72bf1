import RLCore

/// A small lake that can really be solved or failed, for runs that were never trained.
struct SyntheticBoard {
  static let side = 5
  static let budget = 8
  static let moves: [(name: String, delta: Int)] = [
    (name: "up", delta: -side), ("right", 1), ("down", side), ("left", -1),
  ]

  var rows: [String]
  var start: Int
  /// Moves to the goal from every tile, around the holes.
  private var distances: [Int]

  init(generator: inout SeededGenerator) {
    repeat {
      var tiles = (0..<Self.side * Self.side).map { _ -> Character in
        generator.uniform() < 0.75
          ? (generator.uniform() < 0.6 ? "D" : "F")
          : "CE".randomElement(
            using: &generator) ?? "C"
      }
      let goal = Int.random(in: 0..<tiles.count, using: &generator)
      start = Int.random(in: 0..<tiles.count, using: &generator)
      tiles[goal] = "B"
      tiles[start] = "D"
      rows = (0..<Self.side).map { String(tiles[$0 * Self.side..<($0 + 1) * Self.side]) }
      distances = Self.distances(to: goal, tiles: tiles)
    } while !(3...7).contains(distances[start])
  }

  func tile(_ position: Int) -> Character {
    Array(rows[position / Self.side])[position % Self.side]
  }

  func neighbour(of position: Int, _ move: Int) -> Int? {
    Self.neighbour(of: position, move)
  }

  func bestMove(from position: Int) -> Int {
    let ranked = Self.moves.indices.min {
      distance(after: $0, from: position) < distance(after: $1, from: position)
    }
    return ranked ?? 0
  }

  private func distance(after move: Int, from position: Int) -> Int {
    Self.neighbour(of: position, move).map { distances[$0] } ?? .max
  }

  private static func neighbour(of position: Int, _ move: Int) -> Int? {
    let column = position % side
    switch move {
    case 0 where position < side, 1 where column == side - 1, 2 where position >= side * (side - 1),
      3 where column == 0:
      return nil
    default: return position + moves[move].delta
    }
  }

  private static func distances(to goal: Int, tiles: [Character]) -> [Int] {
    var distances = [Int](repeating: 99, count: tiles.count)
    distances[goal] = 0
    var frontier = [goal]
    while let tile = frontier.first {
      frontier.removeFirst()
      for move in moves.indices {
        guard let next = neighbour(of: tile, move), distances[next] == 99,
          tiles[next] != "C", tiles[next] != "E"
        else { continue }
        distances[next] = distances[tile] + 1
        frontier.append(next)
      }
    }
    return distances
  }
}
