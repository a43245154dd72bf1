import RunModel

/// Writes nothing down: for training again what was trained before.
package struct SilentJournal: RunJournal {
  package init() {}

  package func record(_ event: RunEvent) {}
  package func begin(_ phase: TrainingPhase?) {}
  package var place: LogPlace { LogPlace(offset: 0) }
  package var elapsed: Double { 0 }
  package func synchronize() {}

  package func makeCheckpoint(
    step: Int, state: [UInt8], _ write: @Sendable (_ folder: String) async throws -> Void
  ) {}

  package func checkpointName(step: Int) -> String { "" }
}
