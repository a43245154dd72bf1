import Foundation
import Testing

/// How a run is, said alike by a picture, by the list and by its lock.
@Suite(.serialized) struct RunStateTests {
  private static let long = ["--threads=1", "--steps=400", "--set=evaluation.every=0"]

  private func picture(_ run: RecordedRun) throws -> String {
    try Program(["open", run.path, "--once", "--size", "120x20"]).output
  }

  /// The line of a run in the list of runs, made in a folder that has it under `runs/`.
  private func listed(_ run: RecordedRun) throws -> String {
    try Program(["list", "runs"], in: run.folder).lines
      .first { $0.contains(run.url.lastPathComponent) } ?? ""
  }

  private func begin() throws -> (RecordedRun, RunningProgram) {
    let folder = try TemporaryFolder()
    let runs = folder.url.appendingPathComponent("runs")
    try FileManager.default.createDirectory(at: runs, withIntermediateDirectories: true)
    let run = RecordedRun(at: runs.appendingPathComponent("mine").path, in: folder)
    let program = try RunningProgram(run.beginning(Self.long))
    program.wait { run.logSize > 40_000 }
    return (run, program)
  }

  @Test func `a live run, a copy of it, and one whose engine was killed are three things`() throws {
    let (run, program) = try begin()
    #expect(try picture(run).contains("▶ training"))
    #expect(try listed(run).contains("▶ training"))
    let copy = RecordedRun(
      at: run.url.deletingLastPathComponent().appendingPathComponent("copy").path, in: run.folder)
    try FileManager.default.copyItem(at: run.url, to: copy.url)
    #expect(try picture(copy).contains("… copied while it trained"))
    #expect(try listed(copy).contains("… copied while it trained"))
    program.send(SIGKILL)
    program.wait()
    #expect(try picture(run).contains("✗ engine died"))
    #expect(try listed(run).contains("✗ engine died"))
    #expect(try picture(copy).contains("… copied while it trained"))
  }

  @Test func `what an engine said last is told as the reason of its death`() throws {
    let (run, program) = try begin()
    program.send(SIGKILL)
    program.wait()
    try Data("error: the battery is empty\n".utf8)
      .write(to: run.url.appendingPathComponent("engine.txt"))
    #expect(try picture(run).contains("the battery is empty"))
  }

  @Test func `a log that ends early and that nothing writes is unfinished, with no time left`()
    throws
  {
    let folder = try TemporaryFolder()
    let log = try Data(
      contentsOf: URL(fileURLWithPath: SampleRuns.path("frozenlake-erl/events.jsonl")))
    let path = try folder.file("cut/events.jsonl", "")
    try log.prefix(900_000).write(to: URL(fileURLWithPath: path))
    let run = RecordedRun(at: folder.url.appendingPathComponent("cut").path, in: folder)
    let text = try picture(run)
    #expect(text.contains("… unfinished"))
    #expect(!text.contains(" left"))
  }

  @Test func `a log that grows while one looks is said to grow`() throws {
    let folder = try TemporaryFolder()
    let log = try String(
      contentsOfFile: SampleRuns.path("frozenlake-erl/events.jsonl"), encoding: .utf8)
    let lines = log.split(separator: "\n").prefix(400)
    let path = try folder.file("far/events.jsonl", lines.prefix(40).joined(separator: "\n") + "\n")
    let isOver = Flag()
    let writer = Thread {
      guard let file = FileHandle(forWritingAtPath: path) else { return }
      file.seekToEndOfFile()
      for line in lines.dropFirst(40) where !isOver.value {
        file.write(Data((line + "\n").utf8))
        usleep(30_000)
      }
    }
    writer.start()
    defer { isOver.value = true }
    let run = RecordedRun(at: folder.url.appendingPathComponent("far").path, in: folder)
    #expect(try picture(run).contains("▶ growing"))
  }
}

/// Tells a thread that it may end.
private final class Flag: @unchecked Sendable {
  private let lock = NSLock()
  private var isSet = false

  var value: Bool {
    get { lock.withLock { isSet } }
    set { lock.withLock { isSet = newValue } }
  }
}
