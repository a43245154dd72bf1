import RunModel

/// Where a loop writes down what happened.
///
/// The journal adds what the clock says; the loop never looks at one.
package protocol RunJournal: Sendable {
  /// Appends an event.
  func record(_ event: RunEvent) throws

  /// Marks the beginning of a phase; the time until the next mark is the phase's.
  func begin(_ phase: TrainingPhase?)

  /// Where the log ends now, in bytes.
  var offset: Int { get throws }

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
