import RunModel

extension DashboardState {
  /// Does what a view wants done.
  mutating func carryOut(_ intent: Intent) {
    switch intent {
    case .place(let place): self.place = place
    case .select(let row): select(row)
    case .pane(let pane): movePane(to: pane)
    case .drill(into: let view, at: let place): drill(into: view, at: place)
    case .drillIntoRun(let run): drill(intoRun: run)
    case .drillIntoStep: drillIntoStep()
    case .moveCursor(let steps): moveCursor(by: steps)
    case .moveCursorToEnd(let first): moveCursorToEnd(first: first)
    case .baseline(let arm): baseline = arm
    case .hold: hold()
    case .replay(let turns): turnReplay(by: turns)
    case .play: perform(.play)
    case .openTries: openTries()
    case .say(let text): notify(text)
    }
  }

  /// Goes into another run; Esc comes back to this very place.
  private mutating func drill(intoRun run: Int) {
    let place = self.place
    openRun(at: run)
    self.place = place
    drill(into: .overview, at: ViewPlace())
    notify("showing \(open.name)")
  }

  /// Goes to the episodes of the step under the cursor, or of the latest one.
  private mutating func drillIntoStep() {
    guard let step = place.cursor ?? run.steps.last?.step else {
      return notify("no steps to go into yet")
    }
    drill(into: .episodes, at: ViewPlace(filter: "step:\(step)"))
  }
}
