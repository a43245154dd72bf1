import RunModel

extension RunState {
  /// Whether nothing is to come unless somebody resumes it.
  var isOver: Bool {
    switch status {
    case .finished, .failed, .stopped: true
    case .waiting, .running, .paused: false
    }
  }

  /// Whether an episode is known to be going on where it lacks something; logs of others are written
  /// when their episodes are over, and some have no second attempt behind the last reflection.
  var hasEpisodesUnderWay: Bool { !isOver && start?.format == nil }
}
