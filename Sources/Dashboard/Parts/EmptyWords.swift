import RunModel

/// What stands where a log has nothing to show.
enum EmptyWords {
  /// Of reflections: none are written, none were, or none are there yet.
  static func reflections(_ run: RunState) -> String {
    if run.start?.algorithm == "rlvr" { return "RLVR writes no reflections." }
    return isOver(run)
      ? "This log tells of no reflection." : "No reflection yet: the first step is running."
  }

  /// Of the reflection memory.
  static func memory(_ run: RunState) -> String {
    run.start?.algorithm == "rlvr"
      ? "RLVR keeps no reflections."
      : "Empty: a reflection is kept once its second attempt succeeds."
  }

  static func episode(_ run: RunState) -> String {
    isOver(run)
      ? "This log tells of no episode."
      : "no episode yet: the first attempts are being sampled"
  }

  /// Whether nothing is to come.
  static func isOver(_ run: RunState) -> Bool {
    switch run.status {
    case .finished, .failed, .stopped: true
    case .waiting, .running, .paused: false
    }
  }
}
