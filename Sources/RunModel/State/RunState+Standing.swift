/// Steps of which nobody says when they are over.
extension RunState {
  /// Whether a step of another trainer's is under way: its log has no word for the end of one, so
  /// that the last step of a finished log would be under way for ever.
  var hasStepsToStand: Bool { start?.format != nil && firstOpenStep != nil }

  /// Episodes of the steps under way.
  var episodesUnderWay: Int {
    firstOpenStep.map { episodes.count - episodes.places(ofStep: $0).lowerBound } ?? 0
  }

  /// The same with the steps under way counted as far as they are written, where nothing says when
  /// one is over.
  ///
  /// To look at, not to go on from: what comes later belongs to those steps too. A log that was
  /// followed and one that is read at its end stand the same.
  package var asItStands: RunState {
    guard hasStepsToStand else { return self }
    var state = self
    _ = state.workOutSteps(before: .max)
    state.firstOpenStep = firstOpenStep
    return state
  }

  /// Whether nothing that comes later changes a step, as far as its trainer goes on in order.
  package func isOver(_ step: StepRecord) -> Bool {
    step.isClosed && step.step < firstOpenStep ?? .max
  }
}
