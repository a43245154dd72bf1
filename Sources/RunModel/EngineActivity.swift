/// What the engine of a run is at.
package struct EngineActivity: Sendable, Equatable {
  package var state: EngineState
  /// The phase under way, or the next one where it waits; `nil` before the first.
  package var phase: TrainingPhase?
  package var pace: Pace

  package init(_ state: EngineState, phase: TrainingPhase? = nil, pace: Pace = .free) {
    self.state = state
    self.phase = phase
    self.pace = pace
  }
}

/// An engine as it is seen from outside, wherever it runs.
package struct EngineSight: Sendable, Equatable {
  package var process: Int
  /// The machine that it runs on; `nil` for this one.
  package var host: String?
  package var activity: EngineActivity

  package init(process: Int, host: String? = nil, _ activity: EngineActivity) {
    self.process = process
    self.host = host
    self.activity = activity
  }
}
