/// Where a run goes on.
package struct Resumption {
  package let writer: EventWriter
  /// What was loaded; `nil` where the run begins anew.
  package let checkpoint: CheckpointFolder?
  /// Later checkpoints that could not be used, the latest first.
  package let passedOver: [PassedCheckpoint]
}

/// A checkpoint that a resume could not use.
package struct PassedCheckpoint: Sendable, Equatable {
  package enum Reason: Sendable {
    /// Its files are not as they were written.
    case damaged
    /// The log is shorter than it was when the checkpoint was made, or another.
    case fitsNoLog
  }

  package let step: Int
  package let why: Reason

  package init(step: Int, why: Reason) {
    self.step = step
    self.why = why
  }
}

extension PassedCheckpoint: CustomStringConvertible {
  package var description: String {
    let reason =
      switch why {
      case .damaged: "is damaged"
      case .fitsNoLog: "belongs to a longer log than there is now"
      }
    return "the checkpoint of step \(step) \(reason), so the run goes on from an earlier one"
  }
}
