import RunModel

extension TransitionsView {
  /// The most lines that a chart is cut into.
  private static let spanLimit = 40

  func spans(of state: DashboardState) -> [TransitionSpan] {
    state.open.transitions.spans(of: state.run, atMost: Self.spanLimit)
  }

  func hardPrompts(of state: DashboardState) -> HardPrompts {
    state.open.transitions.hardPrompts(of: state.run)
  }
}

extension DashboardState {
  /// Looks at what has come of the run on the screen, if it is looked at.
  mutating func rememberTransitions() {
    guard view == .transitions else { return }
    runs[current].transitions.read(runs[current].timeline.latest)
  }
}
