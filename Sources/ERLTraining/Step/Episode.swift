import RLCore
import RunModel

/// One episode of a training step, in flight: a first attempt and what follows from it.
///
/// Everything that belongs to the episode is here, so that no step of the method has to look it up
/// in a second list: its place, what it was told, and what came of it.
package struct Episode: Sendable {
  /// Counts the episodes of a run.
  package let id: Int
  /// Counts the prompts of a run.
  package let group: Int
  /// Its place among the step's episodes, which is also that of its worker.
  package let place: Int
  package let first: Attempt
  /// What followed, where the gate let the first attempt through.
  package var retry: Retry?

  package init(id: Int, group: Int, place: Int, first: Attempt) {
    self.id = id
    self.group = group
    self.place = place
    self.first = first
  }

  package var reflection: Reflection? { retry?.reflection }
  /// The second attempts that could be played, in their order.
  package var seconds: [Attempt] { retry?.attempts ?? [] }
  /// What the second attempts earned, mean; `nil` where none could be played.
  package var secondReward: Double? { MeanReward(of: seconds.lazy.map(\.reward)).value }
}

/// The second half of an episode: a reflection, and attempts that are told one.
package struct Retry: Sendable {
  /// Its place among the step's retries, which decides its draws.
  package let place: Int
  /// What was written about this episode's first attempt.
  package var reflection: Reflection?
  /// What the second attempts were told: the episode's own reflection, or another's.
  package var told: ToldReflection?
  package var attempts: [Attempt] = []

  package init(place: Int) {
    self.place = place
  }
}

/// A reflection as second attempts were told it, and whose it is.
package struct ToldReflection: Sendable {
  package let reflection: Reflection
  /// The episode that it was written about, and its group.
  package let episode: Int
  package let group: Int

  package init(_ reflection: Reflection, of episode: Episode) {
    self.reflection = reflection
    self.episode = episode.id
    group = episode.group
  }
}
