/// What learning is measured against.
package enum CostAxis: String, Sendable, CaseIterable {
  case steps
  /// Attempts and reflections sampled for training.
  case sequences
  /// Tokens written for training.
  case tokens
  case optimizerSteps = "optimizer-steps"
  /// Seconds since the run began, evaluations included, pauses left out.
  case seconds

  /// The four that every comparison is made on.
  package static let compared: [CostAxis] = [.steps, .tokens, .optimizerSteps, .seconds]

  /// "40 optimizer steps".
  package var words: String {
    switch self {
    case .steps: "training steps"
    case .sequences: "sequences"
    case .tokens: "generated tokens"
    case .optimizerSteps: "optimizer steps"
    case .seconds: "seconds"
    }
  }

  /// Where the end of a training step lies; `nil` while that is not known.
  package func place(of step: StepRecord) -> Double? {
    switch self {
    case .steps: Double(step.step)
    case .sequences: step.update.map { Double($0.sequences) }
    case .tokens: step.update.map { Double($0.tokens) }
    case .optimizerSteps: step.update.map { Double($0.optimizerSteps) }
    case .seconds: step.elapsed
    }
  }
}

extension RunState {
  /// Where an evaluation lies on an axis; `nil` if the log does not tell.
  package func place(of point: EvaluationPoint, on axis: CostAxis) -> Double? {
    switch axis {
    case .steps: Double(point.record.step)
    case .sequences: Double(point.record.sequences)
    case .tokens: Double(point.record.tokens)
    case .seconds: point.elapsed
    case .optimizerSteps:
      // An evaluation follows the update of its step; that of step 0 comes before any.
      point.record.step == 0
        ? 0
        : steps.last { $0.step <= point.record.step && $0.update != nil }
          .flatMap { axis.place(of: $0) }
    }
  }

  /// Success in the evaluations of a name.
  package func curve(_ name: String = "heldout", over axis: CostAxis) -> LearningCurve {
    LearningCurve(
      evaluations(named: name).compactMap { point in
        place(of: point, on: axis).map { .init($0, point.record.successRate) }
      })
  }
}
