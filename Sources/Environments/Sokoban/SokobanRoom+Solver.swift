extension SokobanRoom {
  /// What a search for a solution found.
  package enum Solution: Sendable, Equatable {
    /// The fewest moves that bring every box to a goal.
    case moves(Int)
    case unsolvable
    /// More moves than were asked about.
    case beyond
    /// Too many positions to look at them all.
    case unknown
  }

  /// Squares of a room up to which one box is solved by a table of all positions.
  private static let mostTabled = 1600

  /// The fewest moves from the start to the end.
  package var optimalMoves: Int? {
    if case .moves(let count) = solve() { count } else { nil }
  }

  /// Looks for the fewest moves by breadth-first search over the positions of player and boxes.
  ///
  /// A box is never pushed to a square from which it can reach no goal. The search gives up when
  /// it has seen more positions than `limit`, or all that are within `most` moves.
  func solve(limit: Int = 400_000, within most: Int = .max) -> Solution {
    if boxes.count == 1, isWall.count <= Self.mostTabled, let goal = goals.first {
      let moves = PushDistances(in: self, to: goal).moves(player: player, box: boxes[0])
      return moves.map(Solution.moves) ?? .unsolvable
    }
    let isLive = liveSquares
    guard boxes.allSatisfy({ isLive[$0] }) else { return .unsolvable }
    // Nine bits a square, so that player and boxes fit into one word.
    guard boxes.count <= 6, isWall.count <= 512 else { return .unknown }
    var layer = [SokobanPosition(player: player, boxes: boxes)]
    var seen: Set<UInt64> = [layer[0].key]
    var moves = 0
    while !layer.isEmpty {
      if layer.contains(where: { $0.boxes.allSatisfy { isGoal[$0] } }) { return .moves(moves) }
      var next: [SokobanPosition] = []
      for position in layer {
        for direction in GridDirection.allCases {
          guard let moved = position.moved(direction, in: self),
            moved.boxes.allSatisfy({ isLive[$0] }),
            seen.insert(moved.key).inserted
          else { continue }
          next.append(moved)
        }
      }
      if seen.count > limit { return .unknown }
      layer = next
      moves += 1
      if moves > most, !layer.isEmpty { return .beyond }
    }
    return .unsolvable
  }

  /// Whether a box on each square can reach a goal, if no other box is in the way.
  ///
  /// Found by pulling a box backwards from every goal.
  package var liveSquares: [Bool] {
    var isLive = isGoal
    var queue = goals
    while let square = queue.popLast() {
      for direction in GridDirection.allCases {
        // The box came from `before`, pushed by a player who stood behind it.
        guard let before = open(from: square, towards: direction.opposite),
          open(from: before, towards: direction.opposite) != nil, !isLive[before]
        else { continue }
        isLive[before] = true
        queue.append(before)
      }
    }
    return isLive
  }
}

/// Where the player and the boxes are.
struct SokobanPosition: Hashable {
  var player: Int
  /// Ascending, so that equal positions compare equal.
  var boxes: [Int]

  /// Player and boxes in one word, for up to six boxes and 512 squares.
  var key: UInt64 {
    boxes.reduce(UInt64(player)) { $0 << 9 | UInt64($1) }
  }

  /// The position after a move, or `nil` where the way is closed.
  func moved(_ direction: GridDirection, in room: SokobanRoom) -> SokobanPosition? {
    guard let target = room.open(from: player, towards: direction) else { return nil }
    guard let index = boxes.firstIndex(of: target) else {
      return SokobanPosition(player: target, boxes: boxes)
    }
    guard let beyond = room.open(from: target, towards: direction), !boxes.contains(beyond)
    else { return nil }
    var boxes = boxes
    boxes[index] = beyond
    boxes.sort()
    return SokobanPosition(player: target, boxes: boxes)
  }
}
