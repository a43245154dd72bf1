/// Moves to the end from every position of a player and one box.
///
/// Breadth-first search backwards from the box on its goal, over walks and pushes undone.
///
/// - Complexity: O(squares²).
package struct PushDistances: Sendable {
  private static let never: UInt16 = .max
  private let squares: Int
  /// Moves by player × squares + box.
  private let table: [UInt16]

  /// - Parameters:
  ///   - room: whose walls close the way.
  ///   - goal: where the box is wanted.
  ///   - isClosed: squares that neither player nor box may enter, beside the walls.
  package init(
    in room: SokobanRoom, to goal: Int, avoiding isClosed: (Int) -> Bool = { _ in false }
  ) {
    squares = room.isWall.count
    let steps: [[Int?]] = room.isWall.indices.map { square in
      guard !room.isWall[square], !isClosed(square) else { return [nil, nil, nil, nil] }
      return GridDirection.allCases.map { direction in
        room.open(from: square, towards: direction).flatMap { isClosed($0) ? nil : $0 }
      }
    }
    let isOpen = room.isWall.indices.map { !room.isWall[$0] && !isClosed($0) }
    table = Self.search(steps: steps, isOpen: isOpen, goal: goal)
  }

  /// The fewest moves that bring the box to its goal, or `nil` where none do.
  package func moves(player: Int, box: Int) -> Int? {
    let moves = table[player * squares + box]
    return moves == Self.never ? nil : Int(moves)
  }

  /// The table for a goal; `steps` holds the square in each direction, `nil` for a closed way.
  private static func search(steps: [[Int?]], isOpen: [Bool], goal: Int) -> [UInt16] {
    let squares = steps.count
    var table = [UInt16](repeating: never, count: squares * squares)
    guard isOpen[goal] else { return table }
    var queue: [(player: Int, box: Int)] = []
    for player in 0..<squares where isOpen[player] && player != goal {
      table[player * squares + goal] = 0
      queue.append((player, goal))
    }
    var head = 0
    while head < queue.count {
      let (player, box) = queue[head]
      head += 1
      let moves = table[player * squares + box] + 1
      for direction in GridDirection.allCases {
        guard let before = steps[player][direction.opposite.rawValue] else { continue }
        if before != box { reach(before, box, moves) }
        // The box lies ahead of the player, who may have just pushed it there.
        if steps[player][direction.rawValue] == box { reach(before, player, moves) }
      }
    }
    return table

    func reach(_ player: Int, _ box: Int, _ moves: UInt16) {
      let index = player * squares + box
      guard table[index] == never else { return }
      table[index] = moves
      queue.append((player, box))
    }
  }
}
