import Foundation
import RLCore
import Testing

/// A run that is killed, and resumed until it is finished, is the run that nobody touched.
@Suite(.serialized) struct KillTests {
  /// 5 moments, or 20 with KOLB_HEAVY=1 (about a minute).
  private static let kills =
    ProcessInfo.processInfo.environment["KOLB_HEAVY"] == "1" ? 20 : 5

  private let untouched: RecordedRun

  init() throws { untouched = try RecordedRun.finished() }

  @Test func `killed at random moments`() throws {
    var chance = SeededGenerator(seed: 1, purpose: "kills")
    var killed = 0
    while killed < Self.kills {
      let run = try RecordedRun()
      var program = try RunningProgram(run.beginning(["--threads=1"]))
      // Several kills of one run, each somewhere between where it is now and its end.
      for _ in 0..<3 {
        let size = Int.random(in: 1...untouched.logSize, using: &chance)
        let pause = UInt32.random(in: 0...60_000, using: &chance)
        program.wait { run.logSize >= size }
        usleep(pause)
        if program.isRunning { killed += 1 }
        program.send(SIGKILL)
        program.wait()
        program = try RunningProgram(run.resuming)
      }
      #expect(program.wait() == 0, "\(program.errors)")
      try expectUntouched(run)
    }
  }

  @Test func `killed with several retries on siblings`() throws {
    let options = [
      "--threads=1", "--set=erl.retries=3", "--set=erl.retry_on=sibling",
      "--set=erl.forget_routes=both",
    ]
    let whole = try RecordedRun.finished(options)
    for share in [4, 2] {
      let run = try RecordedRun()
      let program = try RunningProgram(run.beginning(options))
      program.wait { run.logSize >= whole.logSize / share }
      program.send(SIGKILL)
      program.wait()
      let resumed = try Program(run.resuming)
      #expect(resumed.code == 0, "\(resumed.errors)")
      #expect(try firstDifference(whole.events, run.events) == nil)
      #expect(try whole.weights == run.weights)
    }
    #expect(try whole.events.contains { $0.contains(#","retry":3"#) })
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
  func `asked to end, it makes a checkpoint and says how to go on`(signal: Int32) throws {
    var codes: [Int32] = []
    // A third in: before, at and behind a checkpoint that was due anyway.
    for step in 0...3 {
      let run = try RecordedRun()
      let program = try RunningProgram(run.beginning(["--threads=1"]))
      try program.wait { try step == 0 ? run.logSize > 0 : run.hasUpdate(step) }
      program.send(signal)
      // Asked during its last step, or later since the machine is busy, it has nothing left to stop.
      let code = program.wait()
      codes.append(code)
      #expect([0, 130].contains(code))
      #expect(program.errors.contains("kolb resume \(run.path)") == (code == 130))
      let resumed = try Program(run.resuming)
      #expect(resumed.code == 0, "\(resumed.errors)")
      try expectUntouched(run)
    }
    #expect(codes.contains(130), "\(codes)")
  }

  @Test func `asked twice, it ends at once`() throws {
    let run = try RecordedRun()
    let program = try RunningProgram(
      run.beginning(["--threads=1", "--set=prompts_per_step=2000"]))
    program.wait { run.logSize > 0 }
    program.send(SIGINT)
    usleep(100_000)
    let asked = Date()
    program.send(SIGINT)
    #expect(program.wait() == 130)
    // Its step would take minutes; a busy machine may take seconds to end a process.
    #expect(Date().timeIntervalSince(asked) < 20)
  }

  private func expectUntouched(
    _ run: RecordedRun, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(
      try firstDifference(untouched.events, run.events) == nil, sourceLocation: sourceLocation)
    #expect(try untouched.weights == run.weights, sourceLocation: sourceLocation)
  }
}

extension RecordedRun {
  /// Whether the log has the update of a step.
  func hasUpdate(_ step: Int) throws -> Bool {
    guard logSize > 0 else { return false }
    return try events.contains { $0.hasPrefix(#"{"event":"update","step":\#(step),"#) }
  }
}
