import RunModel

/// What came of a branch: its events, as its file has them.
package struct BranchResult: Equatable, Sendable {
  package var record: BranchRecord
  /// With the draws that the run had.
  package var same: AttemptRecord?
  /// With other draws, told what the run told, and told what was changed.
  package var before: [AttemptRecord] = []
  package var after: [AttemptRecord] = []

  /// Reads the events of a branch; `nil` if they are none.
  package init?(_ events: [RunEvent]) {
    guard case .branch(let record)? = events.first else { return nil }
    self.record = record
    for event in events {
      guard case .attempt(let attempt) = event else { continue }
      if attempt.flags.contains(BranchRecord.sameDraws) {
        same = attempt
      } else if attempt.flags.contains(BranchRecord.unchanged) {
        before.append(attempt)
      } else {
        after.append(attempt)
      }
    }
  }
}
