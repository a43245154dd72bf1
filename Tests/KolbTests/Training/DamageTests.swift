import Foundation
import Testing

/// What a crash, a full disk or a person may have left behind in a run's folder.
@Suite(.serialized) struct DamageTests {
  private let untouched: RecordedRun
  private let run: RecordedRun
  private let files = FileManager.default

  /// Two runs of the same seed, of which one is then damaged.
  init() throws {
    untouched = try RecordedRun.finished()
    run = try RecordedRun()
    try files.copyItem(at: untouched.url, to: run.url)
    // As if it had been killed behind its third step.
    var lines = try String(contentsOf: run.log, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let third = try #require(lines.firstIndex { $0.contains(#""update","step":3"#) })
    lines.removeSubrange((third + 1)...)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: run.log)
    try files.removeItem(at: run.checkpoint(4))
  }

  private func expectResumes(
    _ arguments: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let resumed = try Program(run.resuming + arguments)
    #expect(resumed.code == 0, "\(resumed.errors)", sourceLocation: sourceLocation)
    #expect(
      try firstDifference(untouched.events, run.events) == nil, sourceLocation: sourceLocation)
    #expect(try untouched.weights == run.weights, sourceLocation: sourceLocation)
  }

  /// With no checkpoint that can be used the log is left alone, until it is to begin anew.
  private func expectRefuses(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let log = try? Data(contentsOf: run.log)
    let refused = try Program(run.resuming)
    #expect(refused.code == 1, sourceLocation: sourceLocation)
    #expect(refused.errors.contains("--from-start"), sourceLocation: sourceLocation)
    if let log { #expect(try Data(contentsOf: run.log) == log, sourceLocation: sourceLocation) }
    try expectResumes(["--from-start"], sourceLocation: sourceLocation)
  }

  @Test func `nothing but the end is missing`() throws {
    try expectResumes()
  }

  @Test func `the last line is torn`() throws {
    try append(#"{"event":"attempt","step":3,"epis"#, to: run.log)
    try expectResumes()
  }

  @Test func `a checkpoint was being written`() throws {
    let partial = run.checkpoint(4).path + ".partial"
    try files.createDirectory(atPath: partial, withIntermediateDirectories: false)
    try Data("half of".utf8).write(to: URL(fileURLWithPath: partial + "/model.safetensors"))
    try expectResumes()
    #expect(!files.fileExists(atPath: partial))
  }

  @Test(arguments: ["model.safetensors", "optimizer.safetensors", "loop.json", "config.json"])
  func `a file of the newest checkpoint is cut short`(name: String) throws {
    let file = run.checkpoint(2).appendingPathComponent(name)
    let bytes = try Data(contentsOf: file)
    try bytes.prefix(bytes.count / 2).write(to: file)
    try expectRefuses()
  }

  @Test(arguments: ["model.safetensors", "optimizer.safetensors", "loop.json", "tokenizer.json"])
  func `a file of the newest checkpoint is missing`(name: String) throws {
    try files.removeItem(at: run.checkpoint(2).appendingPathComponent(name))
    try expectRefuses()
  }

  @Test(arguments: ["model.safetensors", "optimizer.safetensors"])
  func `a bit of the newest checkpoint has flipped`(name: String) throws {
    let file = run.checkpoint(2).appendingPathComponent(name)
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 0x40
    try bytes.write(to: file)
    try expectRefuses()
  }

  @Test func `the one before is taken when the newest checkpoint is damaged`() throws {
    let run = try RecordedRun()
    try files.copyItem(at: untouched.url, to: run.url)
    try Data("{".utf8).write(to: run.checkpoint(4).appendingPathComponent("loop.json"))
    let log = try String(contentsOf: run.log, encoding: .utf8)
    try Data(log.replacingOccurrences(of: "run_finished", with: "note").utf8).write(to: run.log)
    let resumed = try Program(run.resuming)
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(resumed.errors.contains("step-000004") && resumed.errors.contains("step 3/4"))
    #expect(try firstDifference(untouched.events, run.events) == nil)
  }

  @Test func `no checkpoint is left, so it begins anew`() throws {
    try files.removeItem(at: run.url.appendingPathComponent("checkpoints"))
    try expectResumes()
  }

  @Test func `the log is gone`() throws {
    try files.removeItem(at: run.log)
    try expectRefuses()
  }

  @Test func `a run that is finished is left alone`() throws {
    let before = try Data(contentsOf: untouched.log)
    let resumed = try Program(untouched.resuming)
    #expect(resumed.code == 0)
    #expect(resumed.errors.contains("is finished"))
    #expect(resumed.errors.contains("kolb open \(untouched.path)"))
    #expect(try Data(contentsOf: untouched.log) == before)
  }

  @Test func `a second engine is turned away`() throws {
    let long = try RecordedRun()
    let first = try RunningProgram(long.beginning(["--threads=1", "--steps=400"]))
    first.wait { long.logSize > 0 }
    let second = try Program(long.resuming)
    #expect(second.code == 1)
    #expect(second.errors.hasPrefix("error: "))
    #expect(second.errors.contains("is being written by process"))
    #expect(second.errors.contains("kolb open \(long.path)"))
    let third = try Program(long.beginning([]))
    #expect(third.code == 1 && third.errors.contains("holds a run already"))
    #expect(first.isRunning)
    first.send(SIGTERM)
    #expect(first.wait() == 130)
  }

  private func append(_ text: String, to file: URL) throws {
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }
}
