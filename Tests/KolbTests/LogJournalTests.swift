import ERLTraining
import Foundation
import RunLog
import RunModel
import Testing

@testable import kolb

/// What the clock says of each event: the seconds of the run, and how the phases shared them.
@Suite struct LogJournalTests {
  private let run: RunDirectory
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory(
      creating: folder.url.path + "/run", configuration: RunConfiguration())
  }

  @Test func `an update tells the seconds of every phase since the update before`() throws {
    let journal = LogJournal(try EventWriter(run)) { _ in }
    for phase in [TrainingPhase.first, .reflection, .first] {
      journal.begin(phase)
      usleep(2000)
    }
    try journal.record(update(1))
    journal.begin(.update)
    usleep(2000)
    try journal.record(update(2))
    journal.close()

    let times = try times()
    try #require(times.count == 2)
    #expect(Set(times[0].phases.keys) == ["first", "reflection"])
    #expect(times[0].phases["first", default: 0] >= 0.004)
    #expect(times[0].phases["reflection", default: 0] >= 0.002)
    // The phase that went on when the update was written goes on until the next begins.
    #expect(Set(times[1].phases.keys) == ["first", "update"])
    #expect(times[1].phases["update", default: 0] >= 0.002)
    let all = times.flatMap(\.phases.values).reduce(0, +)
    #expect(abs(times[1].elapsed - all) < 1e-5, "each second belongs to one phase")
  }

  @Test func `only updates and evaluations tell phases, and others keep them for those`() throws {
    let journal = LogJournal(try EventWriter(run)) { _ in }
    journal.begin(.first)
    usleep(2000)
    try journal.record(checkpoint)
    try journal.record(update(1))
    journal.close()

    let times = try times()
    try #require(times.count == 2)
    #expect(times[0].phases.isEmpty)
    #expect(times[0].elapsed >= 0.002)
    #expect(times[1].phases["first", default: 0] >= 0.002)
  }

  @Test func `what lies between phases takes no time`() throws {
    let journal = LogJournal(try EventWriter(run), elapsed: 100, step: 7) { _ in }
    #expect(journal.elapsed == 100)
    #expect(journal.lastStep == 7)
    journal.begin(.first)
    journal.begin(nil)
    let before = journal.elapsed
    usleep(2000)
    #expect(journal.elapsed == before)
    journal.begin(.second)
    usleep(2000)
    #expect(journal.elapsed >= before + 0.002, "a phase under way counts")
    try journal.record(update(8))
    journal.close()

    #expect(journal.lastStep == 8)
    let elapsed = try #require(try times().first).elapsed
    #expect(elapsed >= 100.002)
  }

  private var checkpoint: RunEvent {
    .checkpoint(CheckpointRecord(step: 1, path: "checkpoints/step-000001", digest: "0"))
  }

  private func update(_ step: Int) -> RunEvent {
    .update(
      UpdateRecord(
        step: step, rows: [:], gradientNorm: 0, learningRate: 0, sequences: 0, tokens: 0,
        optimizerSteps: 0))
  }

  /// What the log has of the clock, in the order of its events.
  private func times() throws -> [EventTime] {
    var reader = try EventSource.run(run).reader()
    return try reader.readMore().events.compactMap(\.event.time)
  }
}
