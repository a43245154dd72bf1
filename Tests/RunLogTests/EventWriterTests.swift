import Foundation
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

  /// A run that notes something at each step and makes a checkpoint after each fifth.
  private func write(steps: ClosedRange<Int>, to writer: EventWriter) throws {
    for step in steps {
      try writer.append(note(step))
      guard step % 5 == 0 else { continue }
      let checkpoint = run.checkpointFolder(step: step)
      try folder.write("\(writer.offset)", toNew: "run/\(checkpoint.name)/state")
      try announce(checkpoint, to: writer)
    }
  }

  private func announce(_ checkpoint: CheckpointFolder, to writer: EventWriter) throws {
    let record = CheckpointRecord(step: checkpoint.step, path: checkpoint.name, digest: "d")
    try writer.append(LoggedEvent(.checkpoint(record)))
  }

  /// The size of the log when the checkpoint was made.
  private func load(_ checkpoint: CheckpointFolder) throws -> Int? {
    Int(String(decoding: try folder.bytes(of: "run/\(checkpoint.name)/state"), as: UTF8.self))
  }

  @Test func `without a checkpoint the run begins anew`() async throws {
    try EventWriter(run).append(note(1))
    let resumption = try await EventWriter.resuming(run, load: load)
    let (writer, checkpoint) = (resumption.writer, resumption.checkpoint)
    #expect(checkpoint == nil)
    #expect(writer.offset == 0)
    #expect(try folder.bytes(of: "run/events.jsonl").isEmpty)
  }

  @Test func `wherever a log was cut off, the resumed run writes the same log`() async throws {
    do { try write(steps: 1...11, to: EventWriter(run)) }
    let whole = try folder.bytes(of: "run/events.jsonl")
    for length in 0...whole.count {
      try folder.write(Array(whole.prefix(length)), to: "run/events.jsonl")
      let resumption = try await EventWriter.resuming(run, fromStart: true, load: load)
      let (writer, checkpoint) = (resumption.writer, resumption.checkpoint)
      #expect(writer.offset <= length)
      if let checkpoint { try announce(checkpoint, to: writer) }
      try write(steps: ((checkpoint?.step ?? 0) + 1)...11, to: writer)
      #expect(try folder.bytes(of: "run/events.jsonl") == whole)
    }
  }

  @Test func `a log is kept whose checkpoints cannot be used, unless it is to begin anew`()
    async throws
  {
    do { try write(steps: 1...7, to: EventWriter(run)) }
    let whole = try folder.bytes(of: "run/events.jsonl")
    await #expect(throws: RunLogError.noUsableCheckpoint(path: run.path, count: 1)) {
      _ = try await EventWriter.resuming(run) { _ in nil }
    }
    #expect(try folder.bytes(of: "run/events.jsonl") == whole)
    let resumption = try await EventWriter.resuming(run, fromStart: true) { _ in nil }
    let (writer, checkpoint) = (resumption.writer, resumption.checkpoint)
    #expect(checkpoint == nil && writer.offset == 0)
  }

  @Test func `a checkpoint that was set aside for another gets its name back`() async throws {
    do { try write(steps: 1...7, to: EventWriter(run)) }
    let five = run.checkpointFolder(step: 5)
    let aside = folder("run/\(five.name).replaced.partial")
    try FileManager.default.moveItem(atPath: five.path, toPath: aside)
    let checkpoint = try await EventWriter.resuming(run, load: load).checkpoint
    #expect(checkpoint == five)
    #expect(!FileManager.default.fileExists(atPath: aside))
  }

  @Test func `a checkpoint is known to be whole, and any flipped bit is found`() async throws {
    let checkpoint = run.checkpointFolder(step: 3)
    for text in ["first", "second"] {
      try await checkpoint.make(state: Array("{}".utf8)) { draft in
        try Data(text.utf8).write(to: URL(fileURLWithPath: draft + "/weights"))
      }
    }
    try checkpoint.verify()
    #expect(try checkpoint.state() == Array("{}".utf8))
    #expect(try folder.bytes(of: "run/\(checkpoint.name)/weights") == Array("second".utf8))
    for name in ["weights", "loop.json", "digests.txt"] {
      let path = "run/\(checkpoint.name)/\(name)"
      let whole = try folder.bytes(of: path)
      try folder.write([whole[0] ^ 1] + whole.dropFirst(), to: path)
      #expect(throws: RunLogError.self, "\(name)") { try checkpoint.verify() }
      try folder.write(whole, to: path)
    }
    try checkpoint.verify()
  }

  @Test func `the loop's state of an older checkpoint is found under its older name`() throws {
    let checkpoint = run.checkpointFolder(step: 4)
    try folder.write("{\"step\":4}", toNew: "run/\(checkpoint.name)/state.json")
    #expect(try checkpoint.state() == Array("{\"step\":4}".utf8))
  }

  @Test func `the latest checkpoint is the one by number`() throws {
    for step in [999_999, 1_000_000, 5] {
      try folder.write("0", toNew: "run/\(run.checkpointFolder(step: step).name)/state")
    }
    #expect(try run.checkpointFolders().map(\.step) == [5, 999_999, 1_000_000])
    #expect(run.checkpointFolder(step: 120).name == "checkpoints/step-000120")
  }

  @Test func `an unfinished checkpoint does not count and is cleared away`() async throws {
    do { try write(steps: 1...7, to: EventWriter(run)) }
    try folder.write("0", toNew: "run/checkpoints/step-000007.partial/state")
    #expect(try run.checkpointFolders().map(\.step) == [5])
    #expect(folder.exists("run/checkpoints/step-000007.partial"))
    let checkpoint = try await EventWriter.resuming(run, load: load).checkpoint
    #expect(checkpoint == run.checkpointFolder(step: 5))
    #expect(!folder.exists("run/checkpoints/step-000007.partial"))
    #expect(folder.exists("run/checkpoints/step-000005/state"))
  }

  @Test(arguments: ["", "x", "-1", "3", "99999999"])
  func `a checkpoint that does not fit the log is passed over`(offset: String) async throws {
    do { try write(steps: 1...12, to: EventWriter(run)) }
    try folder.write(offset, to: "run/checkpoints/step-000010/state")
    let resumption = try await EventWriter.resuming(run, load: load)
    #expect(resumption.checkpoint?.step == 5)
    let why: PassedCheckpoint.Reason = Int(offset) == nil ? .damaged : .fitsNoLog
    #expect(resumption.passedOver == [PassedCheckpoint(step: 10, why: why)])
  }
}
