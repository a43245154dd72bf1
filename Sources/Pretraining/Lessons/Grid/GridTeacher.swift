import Environments
import RLCore

/// Plays on a board as somebody would who believes a rulebook, or wanders where nothing is
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

/// What an attempt on a board has revealed about the letters.
protocol GridEvidence {
  associatedtype Task: GridTask where Task.Code.Kind: HiddenKind

  var known: Belief<Task.Code.Kind> { get }
  /// What decided how the attempt ended, and how: `C fell`.
  var cause: String { get }

  /// What is plain at first sight.
  init(of task: Task)
  mutating func learn(from transition: Transition)
}
