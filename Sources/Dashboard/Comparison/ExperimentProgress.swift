import RunModel

/// How far the open experiments are: runs done, running and left, the rate, the time left.
struct ExperimentProgress {
  private let runs: [OpenRun]
  private let plan: ExperimentPlan

  /// `nil` where nobody knows what is asked for, or all of it is done.
  init?(_ state: DashboardState) {
    guard let plan = state.plan else { return nil }
    self.plan = plan
    runs = state.runs
    guard finished < plan.runs else { return nil }
  }

  private var finished: Int { runs.count { Self.isFinished($0) } }

  private static func isFinished(_ run: OpenRun) -> Bool {
    if case .finished = run.timeline.latest.status { true } else { false }
  }

  private var running: [OpenRun] { runs.filter { $0.engine?.isLive == true } }

  /// Training steps a second of all runs that go on, by their latest steps.
  private var rate: Double {
    running.reduce(0) { sum, run in
      let state = run.timeline.latest
      guard let left = state.secondsLeft, left > 0, let asked = state.stepsAsked else { return sum }
      return sum + Double(asked - state.stepsDone) / left
    }
  }

  var words: String {
    var parts = [
      "\(finished) of \(plan.runs) runs done", "\(running.count) running",
      "\(max(0, plan.runs - finished - running.count)) left",
    ]
    guard rate > 0 else { return parts.joined(separator: " · ") }
    let done = runs.reduce(0) { $0 + $1.timeline.latest.stepsDone }
    parts.append("\(Figures.short(rate)) steps/s")
    parts.append("\(Figures.clock(Double(max(0, plan.steps - done)) / rate)) left")
    return parts.joined(separator: " · ")
  }
}
