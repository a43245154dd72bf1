/// A run as comparisons and reports need it: its state, and what is known about it besides.
package struct ComparedRun: Sendable, Equatable {
  package var name: String
  package var seed: Int
  package var state: RunState
  /// What was asked; `nil` where the log stands without its configuration.
  package var configuration: RunConfiguration?
  /// The events of each branch that was tried beside the run.
  package var branches: [[RunEvent]] = []
  /// Lines of the log that were no events, and the words on the first.
  package var brokenLines = 0
  package var firstBrokenLine: String?
  /// How often a run begins in its log, of which the last counts.
  package var beginnings = 1
  /// Events that stand in it once more, and were counted once.
  package var repeatedEvents = 0
  /// Whether the state is an earlier one, because somebody looks back.
  package var isLookedBackAt = false

  package init(
    name: String, seed: Int? = nil, state: RunState, configuration: RunConfiguration? = nil
  ) {
    self.name = name
    self.seed = seed ?? state.start?.seed ?? 0
    self.state = state
    self.configuration = configuration
  }
}

extension ComparedRun {
  package var isFinished: Bool {
    if case .finished = state.status { return true }
    return false
  }

  /// Training steps that were asked for, if that is known.
  package var stepsAsked: Int? { configuration?.steps ?? state.stepsAsked }

  /// The last evaluation of first attempts on tasks that nothing was learnt from.
  ///
  /// Each of its episodes has a task of its own, so tasks are its clusters and Wilson's interval,
  /// which the event has, is the one clustered by task.
  package var heldOut: EvaluationRecord? { state.evaluations(named: "heldout").last?.record }

  /// What the run has spent, on an axis.
  package func spent(_ axis: CostAxis) -> Double? {
    switch axis {
    case .steps: Double(state.stepsDone)
    case .sequences: state.latestUpdate.map { Double($0.sequences) }
    case .tokens: state.latestUpdate.map { Double($0.tokens) }
    case .optimizerSteps: state.latestUpdate.map { Double($0.optimizerSteps) }
    case .seconds: state.elapsed
    }
  }

  /// How far the run came, for those that did not come to their end; `nil` for a finished one.
  package var shortfall: String? {
    // An earlier moment is no shortfall of the run.
    if isLookedBackAt { return nil }
    // Others' logs have no word for the end: the steps that were asked for are all that tells.
    if state.start?.format != nil, stepsAsked.map({ state.stepsDone >= $0 }) ?? true,
      case .running = state.status
    {
      return nil
    }
    return switch state.status {
    case .finished: nil
    case .failed(let step, let reason): "failed after step \(step): \(reason)"
    case .waiting: "nothing recorded yet"
    case .running, .paused, .stopped:
      "not finished, step \(state.stepsDone)" + (stepsAsked.map { " of \($0)" } ?? "")
    }
  }

  /// What of the log could not be taken into account; `nil` if all of it was.
  package var leftOut: String? {
    var parts: [String] = []
    if brokenLines > 0 {
      parts.append(
        "\(brokenLines) damaged \(brokenLines == 1 ? "line" : "lines") left out"
          + (firstBrokenLine.map { ", first \($0)" } ?? ""))
    }
    if beginnings > 1 {
      parts.append("a run begins in it \(beginnings) times, and the last counts")
    }
    if repeatedEvents > 0 {
      parts.append("\(repeatedEvents) events that it says again left out")
    }
    if state.failedEpisodes > 0 {
      parts.append("\(state.failedEpisodes) attempts that their world failed")
    }
    if state.unknownEvents > 0 {
      parts.append("\(state.unknownEvents) events of a newer Kolb left out")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
