import RLCore

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
  package var second: Attempt? { retry?.attempt }
}

/// The second half of an episode: a reflection, and an attempt that is told one.
package struct Retry: Sendable {
  /// Its place among the step's retries, which decides its draws.
  package let place: Int
  /// What was written about this episode's first attempt.
  package var reflection: Reflection?
  /// What the second attempt was told: the episode's own reflection, or another's.
  package var told: ToldReflection?
  package var attempt: Attempt?

  package init(place: Int) {
    self.place = place
  }
}

/// A reflection as a second attempt was told it, and whose it is.
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
