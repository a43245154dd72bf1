/// The rules of Sokoban and one walk through a room: no letters, no words.
///
/// The player walks over floor and goals and pushes one box at a time, if the square behind it is
/// free; boxes are never pulled. Reward 1 with every box on a goal, which ends the walk. A move
/// that the walls or a box stop, or one that could not be read, uses a turn and changes nothing.
package struct SokobanWalk: Sendable {
  package let room: SokobanRoom
  /// Turns before the walk is over.
  package let budget: Int
  package private(set) var player: Int
  /// Where the boxes are, ascending.
  package private(set) var boxes: [Int]
  package private(set) var turnsUsed = 0
  package private(set) var invalidTurns = 0
  package private(set) var pushes = 0
  /// How the walk ended, or `nil` while it goes on.
  package private(set) var end: End?
  private let isLive: [Bool]

  package enum End: Sendable {
    case solved
    case exhausted
  }

  package init(room: SokobanRoom, budget: Int) {
    self.room = room
    self.budget = budget
    player = room.player
    boxes = room.boxes
    isLive = room.liveSquares
  }

  package enum Result: Sendable, Equatable {
    /// Onto a free square.
    case walked(to: Int)
    /// A box from one square to the next; the player stands where the box was.
    case pushed(from: Int, to: Int)
    /// By what lies on a square, or by the edge.
    case blocked(by: Int?)
    /// No action was named, or the walk is over.
    case invalid
  }

  package struct Step: Sendable, Equatable {
    package var result: Result
    package var reward: Double
    package var isDone: Bool

    package init(result: Result, reward: Double, isDone: Bool) {
      self.result = result
      self.reward = reward
      self.isDone = isDone
    }

    /// Whether the player moved, alone or with a box.
    package var wasEffective: Bool {
      switch result {
      case .walked, .pushed: true
      case .blocked, .invalid: false
      }
    }
  }

  package var isSolved: Bool { boxes.allSatisfy { room.isGoal[$0] } }

  package var turnsLeft: Int { budget - turnsUsed }

  /// Boxes that can reach no goal any more, whatever is done.
  package var deadBoxes: [Int] { boxes.filter { !isLive[$0] } }

  /// Takes a turn in a direction, `nil` where none could be read.
  ///
  /// A walk that is over stays as it is.
  package mutating func step(_ direction: GridDirection?) -> Step {
    guard end == nil else { return Step(result: .invalid, reward: 0, isDone: true) }
    turnsUsed += 1
    guard let direction else {
      invalidTurns += 1
      return finished(.invalid)
    }
    return finished(move(direction))
  }

  private mutating func move(_ direction: GridDirection) -> Result {
    guard let target = room.neighbour(of: player, towards: direction), !room.isWall[target] else {
      return .blocked(by: room.neighbour(of: player, towards: direction))
    }
    guard let box = boxes.firstIndex(of: target) else {
      player = target
      return .walked(to: target)
    }
    guard let beyond = room.open(from: target, towards: direction), !boxes.contains(beyond) else {
      return .blocked(by: target)
    }
    boxes[box] = beyond
    boxes.sort()
    player = target
    pushes += 1
    return .pushed(from: target, to: beyond)
  }

  private mutating func finished(_ result: Result) -> Step {
    if result != .invalid, isSolved {
      end = .solved
    } else if turnsUsed >= budget {
      end = .exhausted
    }
    return Step(result: result, reward: end == .solved ? 1 : 0, isDone: end != nil)
  }
}
