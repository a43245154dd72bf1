import RunModel
import Testing

@testable import RunLog

/// What has to be done again behind a cut of the log, however often the run is killed before that.
@Suite struct `Events to repeat` {
  let folder: TemporaryFolder
  let run: RunDirectory

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
  }

  private func note(_ text: String, step: Int) -> RunEvent {
    .control(ControlRecord(step: step, action: .note(text), who: "test"))
  }

  /// Cuts the log as a resume does; what is to be repeated.
  private func cut(at offset: Int) throws -> [RunEvent] {
    let events = try run.keepForRepeating(from: offset, keepsAnswers: false)
    let writer = try EventWriter(run)
    try writer.truncate(to: offset)
    writer.close()
    return events.interventions
  }

  private func append(_ events: RunEvent...) throws {
    let writer = try EventWriter(run)
    // The clock differs from time to time and says nothing of what was done.
    let time = EventTime(elapsed: Double(writer.offset))
    try writer.append(events.map { LoggedEvent($0, time: time) })
    writer.close()
  }

  @Test func `two cuts in a row keep what nobody came to`() throws {
    let (one, two, three) = (note("one", step: 1), note("two", step: 2), note("three", step: 3))
    try append(one, two)
    #expect(try cut(at: 0) == [one, two])
    // Killed before anything was done again.
    #expect(try cut(at: 0) == [one, two])
    // Killed after the first was, and something new.
    try append(one, three)
    #expect(try cut(at: 0) == [one, three, two])
    try append(one, two, three)
    #expect(try cut(at: 0) == [one, two, three])
  }

  @Test func `what was done again before a later checkpoint is not kept`() throws {
    let (one, two) = (note("one", step: 1), note("two", step: 2))
    try append(one, two)
    #expect(try cut(at: 0) == [one, two])
    try append(one)
    let checkpoint = try EventWriter(run).offset
    #expect(try cut(at: checkpoint) == [two])
    try append(two)
    let later = try EventWriter(run).offset
    #expect(try cut(at: later) == [])
    #expect(!folder.exists("run/cut.jsonl"))
  }

  @Test func `a cut of which nothing is to be repeated leaves no file`() throws {
    try append(.runFinished(step: 3))
    #expect(try cut(at: 0) == [])
    #expect(!folder.exists("run/cut.jsonl"))
  }

  @Test func `the same thing done twice is repeated twice`() throws {
    let one = note("one", step: 1)
    try append(one, one)
    #expect(try cut(at: 0) == [one, one])
    try append(one)
    #expect(try cut(at: 0) == [one, one])
  }

  @Test(arguments: ["", "nonsense\n", "{\"cut\":-4}\n", "{\"cut\":\"x\"}\n{}\n"])
  func `a file of something else is passed over`(text: String) throws {
    try folder.write(text, to: "run/cut.jsonl")
    try append(note("one", step: 1))
    #expect(try cut(at: 0) == [note("one", step: 1)])
  }
}
