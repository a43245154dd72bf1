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

extension CostAxis {
  /// Where an evaluation lies; `nil` if the log does not tell.
  package func place(of point: EvaluationPoint, in run: RunState) -> Double? {
    switch self {
    case .steps: Double(point.record.step)
    case .sequences: Double(point.record.sequences)
    case .tokens: Double(point.record.tokens)
    // An evaluation follows the update of its step; the first one comes before any.
    case .optimizerSteps: optimizerSteps(upTo: point.record.step, in: run)
    case .seconds: point.elapsed
    }
  }

  private func optimizerSteps(upTo step: Int, in run: RunState) -> Double? {
    var (low, high) = (0, run.steps.count)
    while low < high {
      let middle = (low + high) / 2
      if run.steps[middle].step <= step { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    return run.steps[low - 1].update.map { Double($0.optimizerSteps) }
  }
}

extension RunState {
  /// Success in the evaluations of a name.
  package func curve(_ name: String = "heldout", over axis: CostAxis) -> LearningCurve {
    LearningCurve(
      evaluations(named: name).compactMap { point in
        axis.place(of: point, in: self).map { .init($0, point.record.successRate) }
      })
  }
}
