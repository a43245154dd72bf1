import Foundation
import Testing

/// A run that is to have more steps than it was begun with.
@Suite(.serialized) struct LongerRunTests {
  private func controls(_ run: RecordedRun) throws -> [String] {
    try run.events.filter { $0.hasPrefix(#"{"event":"control""#) }
  }

  @Test func `a finished run goes on to the steps that it is given, and says so once`() throws {
    let run = try RecordedRun.finished()
    let before = try run.events
    let resumed = try Program(run.resuming + ["--steps=6"])
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(resumed.errors.contains("step 6/6"))
    let after = try run.events
    #expect(Array(after.prefix(before.count - 1)) == Array(before.dropLast()))
    #expect(try run.count(of: "update") == 6 && run.count(of: "run_finished") == 1)
    let said = try controls(run)
    #expect(said.count == 1)
    #expect(said.first?.contains(#""option":"steps","from":"4","to":"6""#) == true)
    let asked = try String(
      contentsOf: run.url.appendingPathComponent("run.toml"), encoding: .utf8)
    #expect(asked.split(separator: "\n").contains { $0.hasPrefix("steps = 6  # ") })
    let again = try Program(run.resuming)
    #expect(again.code == 0 && again.errors.contains("--steps N"))
    #expect(try run.events == after)
  }

  @Test func `interrupted on its longer way it comes out the same`() throws {
    let run = try RecordedRun.finished()
    let whole = try RecordedRun(in: run.folder)
    try FileManager.default.copyItem(at: run.url, to: whole.url)
    #expect(try Program(whole.resuming + ["--steps=12"]).code == 0)
    let program = try RunningProgram(run.resuming + ["--steps=12"])
    let size = run.logSize
    program.wait { run.logSize > size + 30_000 }
    program.send(SIGKILL)
    program.wait()
    #expect(try Program(run.resuming).code == 0)
    #expect(try firstDifference(whole.events, run.events) == nil)
  }

  @Test func `fewer steps than it has are refused in words`() throws {
    let run = try RecordedRun.finished()
    let before = try run.events
    let refused = try Program(run.resuming + ["--steps=2"])
    #expect(refused.code == 2)
    #expect(refused.errors.contains("has 4 steps already"))
    #expect(try run.events == before)
  }

  @Test func `a run that trains is given more steps by an order, and keeps them for a resume`()
    throws
  {
    let run = try RecordedRun()
    let program = try RunningProgram(
      run.beginning(["--threads=1", "--set=evaluation.every=0", "--pace=hand"]))
    #expect(program.wait { run.lock.contains("paused") })
    try run.order(#"{"order":"set","key":"steps","value":"7"}"#)
    try run.order(#"{"order":"pace","value":"free"}"#)
    #expect(program.wait() == 0)
    #expect(try run.count(of: "update") == 7)
    #expect(try controls(run).count == 1)
    #expect(try Program(run.resuming).errors.contains("is finished"))
  }

  @Test func `a pace changes when things happen and nothing of what happens`() throws {
    let free = try RecordedRun.finished()
    let paced = try RecordedRun.finished(["--threads=1", "--pace=5"])
    #expect(try firstDifference(free.events, paced.events) == nil)
    let refused = try Program(["run", "--headless", "--pace=fast"])
    #expect(refused.code == 2)
    #expect(refused.errors.contains("'fast' is no pace"))
  }

  @Test func `by hand a run waits before its first phase, and orders take it on`() throws {
    let run = try RecordedRun()
    let program = try RunningProgram(run.beginning(["--threads=1", "--pace=hand"]))
    #expect(program.wait { run.lock.contains("paused") })
    let size = run.logSize
    usleep(300_000)
    #expect(run.logSize == size)
    #expect(run.lock.contains("paused evaluation hand"))
    try run.order(#"{"order":"step"}"#)
    #expect(program.wait { run.lock.contains("paused first hand") })
    #expect(try run.count(of: "evaluation") > 0 && run.count(of: "attempt") == 0)
    try run.order(#"{"order":"resume"}"#)
    #expect(program.wait() == 0)
  }
}
