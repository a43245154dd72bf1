import Foundation
import RunModel
import Testing

@testable import kolb

@Suite struct AttentionTests {
  private func run(_ events: [RunEvent]) -> RunState {
    var state = RunState()
    for event in events { state.apply(LoggedEvent(event)) }
    return state
  }

  private let start = RunEvent.runStarted(
    RunStart(
      run: "r", kolb: "1", environment: "frozenlake", algorithm: "erl", seed: 1, steps: 2,
      digest: "d", legend: []))

  @Test func `what was so at the first look is no news, and what comes is told once`() {
    var watch = AttentionWatch()
    #expect(watch.look(at: run([start]), alarms: ["old"]) == [])
    #expect(watch.look(at: run([start]), alarms: ["old"]) == [])
    #expect(watch.look(at: run([start]), alarms: ["new", "old"]) == [.alarm("new")])
    #expect(watch.look(at: run([start]), alarms: []) == [])
    let finished = run([start, .runFinished(step: 2)])
    #expect(watch.look(at: finished, alarms: []) == [.end("finished")])
    #expect(watch.look(at: finished, alarms: []) == [])
    var late = AttentionWatch()
    #expect(late.look(at: finished, alarms: ["a"]) == [])
  }

  @Test func `a wish includes what it names`() {
    #expect(AttentionWish.both.includes(.alarm("")) && AttentionWish.both.includes(.end("")))
    #expect(AttentionWish.end.includes(.end("")) && !AttentionWish.end.includes(.alarm("")))
    #expect(!AttentionWish.never.includes(.end("")))
  }

  @Test func `the command of the command line is run at the end, and finds what it is about`()
    throws
  {
    let folder = try TemporaryFolder()
    let told = folder.url.appendingPathComponent("told").path
    let run = try RecordedRun(in: folder)
    let program = try Program(
      run.beginning([
        "--threads=1", "--on-event=echo \"$KOLB_OCCASION $KOLB_MESSAGE $KOLB_RUN\" >'\(told)'",
      ]))
    #expect(program.code == 0, "\(program.errors)")
    var text = ""
    for _ in 0..<1000 where !text.hasSuffix("\n") {
      usleep(10_000)
      text = (try? String(contentsOfFile: told, encoding: .utf8)) ?? ""
    }
    #expect(text == "end finished \(run.path)\n")
  }

  @Test func `a run's own file can start nothing`() throws {
    let folder = try TemporaryFolder()
    for key in ["command", "bell", "on_event", "on-event"] {
      let path = try folder.file("run.toml", "\(key) = \"touch x\"\n")
      let program = try Program(["run", path, "--headless"], in: folder)
      #expect(program.code == 2 && program.errors.contains("unknown key"), "\(program.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.url.path + "/x"))
  }

  @Test func `only the latest checkpoints stay where so many are wanted`() throws {
    let run = try RecordedRun()
    let options = ["--threads=1", "--set=checkpoint_every=1", "--set=checkpoint_keep=2"]
    let program = try Program(run.beginning(options))
    #expect(program.code == 0, "\(program.errors)")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: run.path + "/checkpoints")
    #expect(names.sorted() == ["step-000003", "step-000004"])
    // What happens is the same, and the run is known as the same.
    let all = try RecordedRun.finished(["--threads=1", "--set=checkpoint_every=1"])
    #expect(firstDifference(try run.events, try all.events) == nil)
  }
}
