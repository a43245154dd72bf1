import Environments
import RLCore

/// Plays on a board as somebody would who believes what notes say, or wanders where nothing is
/// believed.
protocol GridTeacher {
  /// What is written as the plan.
  var plan: String { get }

  /// The next action from a square, and whether it was a slip that should not be learnt.
  func act(
    at square: Int, using generator: inout SeededGenerator
  ) -> (action: GridDirection, isSlip: Bool)

  /// Takes in that an action was done.
  mutating func follow(_ action: GridDirection)
}

extension GridTeacher {
  mutating func follow(_ action: GridDirection) {}
}

/// Somebody who goes a way that they were told, and beyond it as they would have gone anyhow.
struct WayFollower<Base: GridTeacher>: GridTeacher {
  let plan: String
  private var base: Base
  /// The move from each square of the way.
  private let moves: [Int: GridDirection]

  init(_ way: GridWay, plan: String, otherwise base: Base) {
    self.plan = plan
    self.base = base
    moves = Dictionary(way.steps.map { ($0.square, $0.direction) }) { $1 }
  }

  func act(
    at square: Int, using generator: inout SeededGenerator
  ) -> (action: GridDirection, isSlip: Bool) {
    let (action, isSlip) = base.act(at: square, using: &generator)
    return isSlip ? (action, true) : (moves[square] ?? action, false)
  }

  mutating func follow(_ action: GridDirection) { base.follow(action) }
}

/// What an attempt on a board has revealed about the letters.
protocol GridEvidence {
  associatedtype Task: GridTask where Task.Code.Kind: HiddenKind

  var known: Belief<Task.Code.Kind> { get }
  /// How the attempt ended, once it has.
  var ending: NoteWriter<Task.Code.Kind>.Ending? { get }

  /// What is plain at first sight.
  init(of task: Task)
  mutating func learn(from transition: Transition)
}
