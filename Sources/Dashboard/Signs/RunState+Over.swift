import RunModel

extension RunState {
  /// Whether nothing is to come unless somebody resumes it.
  var isOver: Bool {
    switch status {
    case .finished, .failed, .stopped: true
    case .waiting, .running, .paused: false
    }
  }
}
