import RLCore

/// The rules of a frozen lake and one walk over it: no letters, no words.
///
/// Reward 1 at the goal, else 0; a hole ends the walk; a move against the edge, or one that could
/// not be read, uses a turn and changes nothing. On slippery ice a move goes where it was meant to
/// with probability 1/3 and to each side with 1/3, as in Gymnasium's `FrozenLake-v1`.
package struct LakeWalk: Sendable {
  package let map: LakeMap
  /// Turns before the walk is over.
  package let budget: Int
  package let isSlippery: Bool
  package private(set) var position: Int
  package private(set) var turnsUsed = 0
  package private(set) var invalidTurns = 0
  /// How the walk ended, or `nil` while it goes on.
  package private(set) var end: TurnOutcome?
  private var generator: SeededGenerator

  package init(map: LakeMap, budget: Int, isSlippery: Bool, generator: SeededGenerator) {
    self.map = map
    self.budget = budget
    self.isSlippery = isSlippery
    self.position = map.start
    self.generator = generator
  }

  /// What a turn met and what came of it.
  package struct Step: Sendable, Equatable {
    package enum Contact: Sendable, Hashable {
      case square(Int)
      case edge
      /// No action was named.
      case nothing
    }

    package var contact: Contact
    package var wasEffective: Bool
    package var reward: Double
    /// What the turn did by itself: a move that used up the budget is still `moved` here.
    package var outcome: TurnOutcome
    package var isDone: Bool
  }

  /// Takes a turn; a walk that is over stays as it is.
  ///
  /// - Parameter intended: the direction, or `nil` where none could be read.
  /// - Returns: what the turn met and what came of it.
  package mutating func step(_ intended: GridDirection?) -> Step {
    guard end == nil else {
      return Step(
        contact: .nothing, wasEffective: false, reward: 0, outcome: .invalid, isDone: true)
    }
    turnsUsed += 1
    var step = intended.map { move(slide(from: $0)) } ?? rest()
    if step.outcome == .solved || step.outcome == .failed {
      end = step.outcome
    } else if turnsUsed >= budget {
      end = .exhausted
    }
    step.isDone = end != nil
    return step
  }

  private mutating func move(_ direction: GridDirection) -> Step {
    guard let target = map.neighbour(of: position, towards: direction) else {
      return Step(contact: .edge, wasEffective: false, reward: 0, outcome: .blocked, isDone: false)
    }
    position = target
    let outcome: TurnOutcome =
      switch map.tiles[target] {
      case .goal: .solved
      case .hole: .failed
      case .start, .frozen: .moved
      }
    return Step(
      contact: .square(target), wasEffective: true, reward: outcome == .solved ? 1 : 0,
      outcome: outcome, isDone: false)
  }

  private mutating func rest() -> Step {
    invalidTurns += 1
    return Step(
      contact: .nothing, wasEffective: false, reward: 0, outcome: .invalid, isDone: false)
  }

  private mutating func slide(from intended: GridDirection) -> GridDirection {
    isSlippery ? intended.turned(by: generator.index(below: 3) - 1) : intended
  }
}
