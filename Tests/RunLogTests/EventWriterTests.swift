import RunLog
import RunModel
import Testing

@Suite struct `Writing a log` {
  let folder: TemporaryFolder
  let run: RunDirectory

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
  }

  private func log() throws -> [UInt8] { try folder.bytes(of: "run/events.jsonl") }

  @Test func `events are appended, a line each`() throws {
    let writer = try EventWriter(run)
    #expect(try writer.append([note(1), note(2)]) == log().count)
    #expect(try writer.append(note(3)) == log().count)
    #expect(writer.offset == (try log().count))
    #expect(try log() == lines(1...3))
  }

  @Test func `a second writer is refused until the first is gone`() throws {
    do {
      let writer = try EventWriter(run)
      try writer.append(note(1))
      let error = #expect(throws: RunLogError.self) { try EventWriter(run) }
      #expect(error?.description.contains("is being written by process ") == true)
      #expect(folder.exists("run/.lock"))
    }
    #expect(!folder.exists("run/.lock"))
    let writer = try EventWriter(run)
    #expect(writer.offset == (try log().count))
  }

  @Test func `a last line that was cut off is dropped`() throws {
    let whole = lines([1])
    for length in 0..<(whole.count * 2) {
      try folder.write(Array((whole + whole).prefix(length)), to: "run/events.jsonl")
      let writer = try EventWriter(run)
      #expect(writer.offset == (length < whole.count ? 0 : whole.count))
      try writer.append(note(2))
      let kept = length < whole.count ? [] : whole
      #expect(try log() == kept + lines([2]))
    }
  }

  @Test func `a log that cannot be written says why`() throws {
    let error = #expect(throws: RunLogError.self) {
      try EventWriter(RunDirectory(opening: "/proc"))
    }
    #expect(error?.description.contains("/proc") == true)
  }
}

@Suite struct `Going on with a run` {
  let folder: TemporaryFolder
  let run: RunDirectory

  init() throws {
    folder = try TemporaryFolder()
    run = try RunDirectory(creating: folder("run"), configuration: RunConfiguration())
  }

  /// A run that notes something at each step and makes a checkpoint after the fifth and the tenth.
  private func write(steps: ClosedRange<Int>, to writer: EventWriter) throws {
    for step in steps {
      try writer.append(note(step))
      guard step % 5 == 0 else { continue }
      let pending = try run.beginCheckpoint(step: step)
      try folder.write("weights \(step)", to: "run/" + pending.name + ".partial/model")
      try writer.append(
        LoggedEvent(.checkpoint(CheckpointRecord(step: step, path: pending.name, digest: "d"))))
      try pending.finish(writer: writer, elapsed: Double(step) / 8)
    }
  }

  @Test func `without a checkpoint the run begins anew`() throws {
    try EventWriter(run).append(note(1))
    let (writer, checkpoint) = try EventWriter.resuming(run)
    #expect(checkpoint == nil)
    #expect(writer.offset == 0)
    #expect(try folder.bytes(of: "run/events.jsonl").isEmpty)
  }

  @Test func `wherever a log was cut off, the resumed run writes the same log`() throws {
    do { try write(steps: 1...11, to: EventWriter(run)) }
    let whole = try folder.bytes(of: "run/events.jsonl")
    for length in 0...whole.count {
      try folder.write(Array(whole.prefix(length)), to: "run/events.jsonl")
      let (writer, checkpoint) = try EventWriter.resuming(run)
      if let checkpoint {
        #expect(checkpoint.logOffset <= length)
        #expect(checkpoint.elapsed == Double(checkpoint.step) / 8)
        #expect(
          try folder.bytes(of: "run/" + checkpoint.name + "/model")
            == Array("weights \(checkpoint.step)".utf8))
      }
      try write(steps: ((checkpoint?.step ?? 0) + 1)...11, to: writer)
      #expect(try folder.bytes(of: "run/events.jsonl") == whole)
    }
  }

  @Test func `an unfinished checkpoint does not count and is cleared away`() throws {
    do {
      let writer = try EventWriter(run)
      try write(steps: 1...7, to: writer)
      let pending = try run.beginCheckpoint(step: 7)
      try folder.write("half", to: "run/" + pending.name + ".partial/model")
    }
    #expect(try run.latestCheckpoint()?.step == 5)
    #expect(folder.exists("run/checkpoints/step-000007.partial"))
    let checkpoint = try EventWriter.resuming(run).checkpoint
    #expect(checkpoint?.name == "checkpoints/step-000005")
    #expect(!folder.exists("run/checkpoints/step-000007.partial"))
  }

  @Test(arguments: ["", "{", "{\"step\":5}", "{\"step\":-5,\"log_offset\":0}", "[]", "\u{0}"])
  func `a checkpoint with a damaged record does not count`(record: String) throws {
    do { try write(steps: 1...12, to: EventWriter(run)) }
    try folder.write(record, to: "run/checkpoints/step-000010/log.json")
    #expect(try run.checkpoints().map(\.step) == [5])
  }
}
