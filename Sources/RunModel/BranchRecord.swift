/// What is tried in a branch: the second attempt of an episode once more, with something changed.
package struct BranchRecord: Sendable, Equatable {
  /// What the second attempts are told.
  package enum Advice: String, Sendable, CaseIterable {
    /// The episode's own reflection.
    case original
    /// What somebody wrote.
    case edited
    /// The true rules.
    case oracle
    /// Nothing: a blind retry.
    case none
    /// Another episode's reflection.
    case borrowed
    /// A reflection that starts from the memory of another step.
    case memory
  }

  /// Counts the branches of a run.
  package var number: Int
  /// The episode's step, and the episode.
  package var step: Int
  package var episode: Int
  package var advice: Advice
  /// The words that the second attempts are told; empty for a blind retry.
  package var text: String
  /// The step after which the weights are taken.
  package var weights: Int

  /// The flag of the attempt with the draws that the run had.
  package static let sameDraws = "same draws"
  /// The flag of attempts that are told what the run told, to compare with.
  package static let unchanged = "unchanged"

  package init(
    number: Int, step: Int, episode: Int, advice: Advice, text: String, weights: Int
  ) {
    self.number = number
    self.step = step
    self.episode = episode
    self.advice = advice
    self.text = text
    self.weights = weights
  }
}
