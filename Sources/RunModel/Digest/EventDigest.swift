import RLCore

/// What a run's state takes from an event: its numbers, and what its words come to.
///
/// Whatever of the fold depends on one event alone is worked out here, so that many events can be
/// prepared at the same time, and so that a reader may pass over words that nobody looks at.
package enum EventDigest: Sendable, Equatable {
  case attempt(AttemptDigest)
  case reflection(ReflectionDigest)
  /// An event that is small or rare, without the lists that the state does not keep.
  case other(RunEvent)

  /// `legend` is what the symbols stand for at that place of the log.
  package init(_ event: RunEvent, legend: [LegendEntry]) {
    self =
      switch event {
      case .attempt(let attempt): .attempt(AttemptDigest(attempt))
      case .reflection(let written): .reflection(ReflectionDigest(written, legend: legend))
      case .update(let update): .other(.update(update.withoutMembers))
      case .evaluation(let evaluation): .other(.evaluation(evaluation.withoutRewards))
      default: .other(event)
      }
  }
}

/// A digest with what the clock said and where the event's line begins in the log.
package struct PlacedDigest: Sendable, Equatable {
  package var digest: EventDigest
  package var time: EventTime?
  package var offset: Int?

  package init(_ digest: EventDigest, time: EventTime?, offset: Int?) {
    self.digest = digest
    self.time = time
    self.offset = offset
  }
}
