import Foundation
import RLCore
import Testing

/// A run that obeys what is written into the file of its orders, with or without a dashboard.
@Suite(.serialized) struct OrderTests {
  private static let long = ["--threads=1", "--steps=300", "--set=evaluation.every=0"]

  private func begin(_ run: RecordedRun, _ more: [String] = []) throws -> RunningProgram {
    let program = try RunningProgram(run.beginning(Self.long + more))
    program.wait { run.logSize > 20_000 }
    return program
  }

  /// The control events of a log: action, and what is said behind it.
  private func controls(_ run: RecordedRun) throws -> [String] {
    try run.events.filter { $0.hasPrefix(#"{"event":"control""#) }
  }

  @Test func `a shell can pause, change and stop it`() throws {
    let run = try RecordedRun()
    let program = try begin(run)
    try run.order(#"{"order":"pause","who":"a shell"}"#)
    #expect(program.wait { run.lock.contains("paused") })
    #expect(run.comesToRest)
    let size = run.logSize
    try run.order(#"{"order":"set","key":"optimizer.learning_rate","value":"3e-4"}"#)
    try run.order(#"{"order":"note","text":"slower from here"}"#)
    try run.order(#"{"order":"checkpoint"}"#)
    try run.order(#"{"order":"resume"}"#)
    #expect(program.wait { run.logSize > size + 20_000 })
    try run.order(#"{"order":"stop","who":"a shell"}"#)
    #expect(program.wait() == 130)
    #expect(program.errors.contains("kolb resume \(run.path)"))
    let words = try controls(run)
    for word in [
      #""action":"pause","detail":"","who":"a shell""#, #""action":"note","detail":"slower"#,
      #""action":"set","detail":"optimizer.learning_rate 0.0"#, #""to":"0.0003""#,
      #""action":"stop","detail":"with a checkpoint","who":"a shell""#,
    ] {
      #expect(words.contains { $0.contains(word) }, "\(word) in \(words)")
    }
    #expect(try run.count(of: "checkpoint") >= 1)
    let rates = try run.events.filter { $0.hasPrefix(#"{"event":"update""#) }
      .map { $0.contains(#""learning_rate":0.0003,"#) }
    #expect(rates.first == false && rates.last == true)
  }

  @Test func `a change survives a kill, before and behind its checkpoint`() throws {
    let run = try RecordedRun()
    let options = ["--set=checkpoint_every=5", "--steps=40"]
    let program = try begin(run, options)
    try run.order(#"{"order":"set","key":"policy.temperature","value":"0.9"}"#)
    try program.wait { try controls(run).count == 1 }
    let line = try #require(try controls(run).first)
    program.wait { run.logSize > 200_000 }
    program.send(SIGKILL)
    program.wait()
    for _ in 0..<2 {
      let resumed = try RunningProgram(run.resuming)
      resumed.wait { run.logSize > 260_000 }
      resumed.send(SIGKILL)
      resumed.wait()
    }
    #expect(try Program(run.resuming).code == 0)
    #expect(try controls(run) == [line])
    #expect(try run.count(of: "update") == 40)
  }

  @Test func `what a killed engine had not come to is done once by the next`() throws {
    let run = try RecordedRun()
    let program = try begin(run, ["--set=checkpoint_every=5", "--steps=40"])
    try run.order(#"{"order":"pause"}"#)
    #expect(program.wait { run.lock.contains("paused") })
    try run.order(#"{"order":"note","text":"before the change"}"#)
    try program.wait { try controls(run).contains { $0.contains("before the change") } }
    // The change waits for the next step; the rest was never read.
    try run.order(#"{"order":"set","key":"policy.temperature","value":"0.9"}"#)
    usleep(300_000)
    program.send(SIGKILL)
    program.wait()
    try run.order(#"{"order":"note","text":"to nobody"}"#)
    try run.order(#"{"order":"stop"}"#)
    for _ in 0..<2 {
      let resumed = try RunningProgram(run.resuming)
      try resumed.wait { try controls(run).contains { $0.contains("to nobody") } }
      let size = run.logSize
      resumed.wait { run.logSize > size + 20_000 }
      resumed.send(SIGKILL)
      resumed.wait()
    }
    #expect(try Program(run.resuming).code == 0)
    let words = try controls(run)
    for word in ["before the change", "policy.temperature", "to nobody"] {
      #expect(words.count { $0.contains(word) } == 1, "\(word) in \(words)")
    }
    #expect(!words.contains { $0.contains(#""action":"stop""#) })
    #expect(try run.count(of: "update") == 40)
  }

  @Test func `orders of a log that does not say which it answered are not given again`() throws {
    let run = try RecordedRun()
    let program = try begin(run, ["--set=checkpoint_every=5", "--steps=20"])
    try run.order(#"{"order":"note","text":"once"}"#)
    try program.wait { try controls(run).count == 1 }
    program.send(SIGKILL)
    program.wait()
    let log = run.url.appendingPathComponent("events.jsonl")
    let text = try String(contentsOf: log, encoding: .utf8)
    let older = text.replacing(try Regex(#","order":[0-9]+"#), with: "")
    #expect(older != text)
    try Data(older.utf8).write(to: log)
    try run.order(#"{"order":"note","text":"of whoever wrote it"}"#)
    #expect(try Program(run.resuming).code == 0)
    let words = try controls(run)
    #expect(!words.contains { $0.contains("of whoever wrote it") })
  }

  @Test func `garbage is counted and said, and does not stop it`() throws {
    let run = try RecordedRun()
    let program = try begin(run)
    var chance = SeededGenerator(seed: 1, purpose: "garbage")
    for _ in 0..<50 {
      let bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &chance) }
      try run.order(Data(bytes + Array("\n".utf8)))
    }
    try run.order(#"{"order":"set","key":"optimizer.kl","value":"much"}"#)
    try run.order(#"{"order":"set","key":"frozenlake.letters","value":"4"}"#)
    try run.order(#"{"order":"set","key":"optimizer.learning_rate","value":"-1"}"#)
    try run.order(#"{"order":"pause""#)
    try run.order("\n" + #"{"order":"stop"}"#)
    #expect(program.wait() == 130)
    let words = try controls(run)
    #expect(words.last?.contains(#""action":"stop""#) == true)
    for word in ["file of orders", "'optimizer.kl' is", "cannot change", "a number from 0 to 10"] {
      #expect(
        words.contains { $0.contains(#""action":"refused""#) && $0.contains(word) },
        "\(word) in \(words)")
    }
    #expect(try Program(["open", run.path, "--once"]).code == 0)
  }

  @Test func `aborted it ends at once and can be resumed`() throws {
    let run = try RecordedRun()
    let program = try begin(run)
    try run.order(#"{"order":"abort","who":"a shell"}"#)
    #expect(program.wait() == 1)
    #expect(try controls(run).last?.contains(#""action":"abort""#) == true)
  }
}

extension RecordedRun {
  /// Writes a line into the file of the run's orders, as a shell does.
  func order(_ line: String) throws { try order(Data((line + "\n").utf8)) }

  func order(_ bytes: Data) throws {
    let file = try FileHandle(forWritingTo: url.appendingPathComponent("orders.jsonl"))
    try file.seekToEnd()
    try file.write(contentsOf: bytes)
    try file.close()
  }

  /// What the lock says of who trains the run.
  var lock: String {
    (try? String(contentsOf: url.appendingPathComponent(".lock"), encoding: .utf8)) ?? ""
  }
}
