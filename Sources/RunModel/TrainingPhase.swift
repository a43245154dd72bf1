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

extension TrainingPhase {
  /// As somebody reads it.
  package var label: String {
    switch self {
    case .first: "first attempts"
    case .reflection: "reflections"
    case .second: "second attempts"
    case .probe: "probes"
    case .update: "update"
    case .evaluation: "evaluation"
    }
  }
}
