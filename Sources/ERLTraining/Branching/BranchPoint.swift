import RLCore

/// An episode at the moment before its second attempt, with the weights as they were then.
package struct BranchPoint: Sendable {
  /// The training step that it belongs to.
  package let step: Int
  let episode: Episode
  /// Its place among the step's retries.
  let place: Int
  /// What the second attempt is made at, the first of them where there are several.
  let task: any EnvironmentTask

  package var first: Attempt { episode.first }
}

/// What the second attempts of a branch are told.
package enum BranchAdvice: Sendable, Equatable {
  case text(String)
  /// Nothing: a blind retry.
  case nothing
  /// The raw history, where the run had no reflections.
  case history
}
