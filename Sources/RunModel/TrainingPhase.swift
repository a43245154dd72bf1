/// The stages of a training step, in order; their names are those of a log's times.
package enum TrainingPhase: String, Sendable, CaseIterable {
  case first
  case reflection
  case second
  /// Rollouts that measure reflections; nothing is learnt from them.
  case probe
  case update
  case evaluation
}
