import RunModel

/// What a curve is drawn over.
package enum Axis: String, Sendable, CaseIterable {
  case steps
  /// Attempts and reflections sampled for training.
  case sequences
  /// Tokens written for training.
  case tokens
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
    case .seconds: "s"
    }
  }

  /// Where a training step lies; `nil` while that is not known.
  func place(of step: StepRecord) -> Double? {
    switch self {
    case .steps: Double(step.step)
    case .sequences: step.update.map { Double($0.sequences) }
    case .tokens: step.update.map { Double($0.tokens) }
    case .seconds: step.elapsed
    }
  }

  func place(of point: EvaluationPoint) -> Double? {
    switch self {
    case .steps: Double(point.record.step)
    case .sequences: Double(point.record.sequences)
    case .tokens: Double(point.record.tokens)
    case .seconds: point.elapsed
    }
  }
}
