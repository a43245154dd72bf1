import RunModel

/// What a curve is drawn over.
package enum Axis: String, Sendable, CaseIterable {
  case steps
  /// Attempts and reflections sampled for training.
  case sequences
  /// Tokens written for training.
  case tokens
  /// Optimizer steps, of which a training step may take several.
  case optimizerSteps = "optimizer-steps"
  case seconds

  var next: Axis {
    let all = Axis.allCases
    guard let place = all.firstIndex(of: self) else { return .steps }
    return all[(place + 1) % all.count]
  }

  /// The name beside the axis.
  var label: String {
    switch self {
    case .steps: "step"
    case .sequences: "seq."
    case .tokens: "tokens"
    case .optimizerSteps: "opt."
    case .seconds: "s"
    }
  }

  /// Where a training step lies; `nil` while that is not known.
  func place(of step: StepRecord) -> Double? {
    switch self {
    case .steps: Double(step.step)
    case .sequences: step.update.map { Double($0.sequences) }
    case .tokens: step.update.map { Double($0.tokens) }
    case .optimizerSteps: step.update.map { Double($0.optimizerSteps) }
    case .seconds: step.elapsed
    }
  }

  func place(of point: EvaluationPoint, in run: RunState) -> Double? {
    switch self {
    case .steps: Double(point.record.step)
    case .sequences: Double(point.record.sequences)
    case .tokens: Double(point.record.tokens)
    case .optimizerSteps: Self.optimizerSteps(before: point.record.step, in: run)
    case .seconds: point.elapsed
    }
  }

  /// Up to the end of a training step, which an evaluation does not say itself.
  private static func optimizerSteps(before step: Int, in run: RunState) -> Double? {
    guard let index = run.steps.lastIndex(upTo: step) else { return 0 }
    return run.steps[index].update.map { Double($0.optimizerSteps) }
  }
}

extension Series<StepRecord> {
  /// The place of the last step whose number is not above this; they ascend.
  func lastIndex(upTo step: Int) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].step <= step { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
