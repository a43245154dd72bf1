import RunModel

/// Where a loop writes down what happened.
///
/// The journal adds what the clock says; the loop never looks at one.
package protocol RunJournal: Sendable {
  /// Appends an event.
  func record(_ event: RunEvent) throws

  /// Marks the beginning of a phase; the time until the next mark is the phase's.
  func begin(_ phase: TrainingPhase?)

  /// Where the log ends now, with what is held back.
  var place: LogPlace { get throws }

  /// A place in bytes; known once nothing is held back any more.
  func offset(of place: LogPlace) -> Int

  /// Holds back what is recorded from now on, so that what is still being found out can stand
  /// before it.
  ///
  /// - Returns: whether it does; where not, things have to be found out before others begin.
  func hold() -> Bool

  /// Records before what is held back.
  func recordAhead(_ event: RunEvent) throws

  /// Records what was held back; nothing is from then on.
  func release() throws

  /// Forgets what is held back, where what was waited for does not come.
  func discardHeld()

  /// Seconds that the run has taken so far.
  var elapsed: Double { get }

  /// Makes what was recorded survive a crash of the machine.
  func synchronize() throws

  /// Makes the checkpoint of a step.
  ///
  /// Its folder appears under its name only when everything is in it: what `write` puts into the
  /// folder that it is given, and the loop's own state beside it.
  func makeCheckpoint(
    step: Int, state: [UInt8], _ write: @Sendable (_ folder: String) async throws -> Void
  ) async throws

  /// The name of a step's checkpoint, relative to the run.
  func checkpointName(step: Int) -> String
}

extension RunJournal {
  package func hold() -> Bool { false }

  package func recordAhead(_ event: RunEvent) throws { try record(event) }

  package func release() throws {}

  package func discardHeld() {}

  package func offset(of place: LogPlace) -> Int { place.offset }
}

/// A place in a log whose end may be held back.
package struct LogPlace: Sendable, Equatable {
  /// Bytes of what is written.
  package var offset: Int
  /// Events that are held back behind it; `nil` where none is.
  package var held: Int?

  package init(offset: Int, held: Int? = nil) {
    self.offset = offset
    self.held = held
  }
}
