/// What the engine of a run is doing, in whichever process it is.
package enum EngineStatus: Sendable, Equatable {
  case running
  /// Runs up to the next phase or step and then waits.
  case stepping
  /// Asked to pause, still finishing what it is at.
  case pausing
  case paused
  case stopping
  /// A model cannot be had just now, and the run waits for it.
  case waiting
  case finished
  case failed(String)
  /// Ended by somebody before the last step.
  case stopped
  /// Gone without having ended the run, and what it said last, if it said anything.
  case dead(String?)
  /// Something out of sight writes the log, which takes no orders from here.
  case growing
  /// A copy, taken while the run was trained in another place.
  case copied
  /// Ends before its last step, and nothing writes it.
  case unfinished

  /// Whether it takes orders.
  package var isLive: Bool {
    switch self {
    case .running, .stepping, .pausing, .paused, .stopping, .waiting: true
    case .finished, .failed, .stopped, .dead, .growing, .copied, .unfinished: false
    }
  }
}
