import Foundation
import Testing

/// A person in the loop, through a terminal: reflections by hand, and what would have happened.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct PersonTests {
  private static let options =
    "--threads 1 --set prompts_per_step=3 --set evaluation.every=0 --set checkpoint_every=2 "
    + "--set erl.reflector=human"

  private func start(
    _ terminal: Terminal, steps: Int, wait: Double, _ more: String = ""
  ) throws -> RecordedRun {
    let run = try RecordedRun(in: terminal.folder)
    try terminal.run(
      "kolb run --out \(run.path) --steps \(steps) --set erl.human.wait=\(wait) \(Self.options) "
        + more)
    return run
  }

  private func human(_ run: RecordedRun) throws -> [String] {
    try run.events.filter {
      $0.hasPrefix(#"{"event":"reflection""#) && $0.contains(#""author":"human""#)
    }
  }

  @Test func `what a person writes is told, marked, and trained on`() throws {
    let terminal = try Terminal(columns: 120, rows: 40)
    let run = try start(terminal, steps: 3, wait: 60)
    #expect(terminal.shows("e: episode"))
    // The others have gone on; now it waits.
    #expect(run.comesToRest)
    try terminal.press("e")
    #expect(terminal.shows("what should episode"))
    try terminal.type("The goal is B, and C kills.")
    try terminal.press("Enter")
    try terminal.type("D is safe.")
    try terminal.press("C-s")
    #expect(terminal.waits { (try? human(run).count) == 1 })
    let written = try #require(try human(run).first)
    #expect(written.contains(#""text":"The goal is B, and C kills.\nD is safe.""#))
    #expect(written.contains(#""advice":"B wins. C kills. D holds.""#))
    // The second question is not answered; the box is put away, and the run is stopped.
    #expect(terminal.waits { (try? run.count(of: "asked")) == 2 })
    let second = try #require(try run.events.last { $0.hasPrefix(#"{"event":"asked""#) })
    let episode = try #require(second.firstMatch(of: /"episode":(\d+)/)?.1)
    #expect(terminal.shows("e: episode \(episode)"))
    try terminal.press("e")
    #expect(terminal.shows("what should episode"))
    try terminal.press("C-c", "q", "s")
    #expect(terminal.shows("kolb resume"))
    #expect(try run.count(of: "asked") == 2)
    let id = try #require(written.firstMatch(of: /"id":(\d+)/)?.1)
    #expect(
      try run.events.contains {
        $0.contains(#""attempt":"second""#) && $0.contains("\"reflection\":\(id),")
          || $0.contains(#""attempt":"second""#) && $0.hasSuffix("\"reflection\":\(id)")
      })
  }

  @Test func `an editor of one's own writes it too`() throws {
    let terminal = try Terminal(
      columns: 120, rows: 40,
      environment: ["EDITOR": "sh -c 'echo none timeout A player D safe > \"$0\"'"])
    let run = try start(terminal, steps: 1, wait: 60)
    #expect(terminal.shows("e: episode"))
    try terminal.press("E")
    #expect(terminal.shows("D safe"))
    #expect(terminal.property("alternate_on") == "1")
    try terminal.press("C-s")
    #expect(terminal.waits { (try? human(run).count) == 1 })
    #expect(terminal.shows("finished"))
    try terminal.press("q")
  }

  @Test func `nobody answers in time: the policy does, headless too, and the log says so`() throws {
    let terminal = try Terminal(columns: 120, rows: 40)
    let run = try start(terminal, steps: 2, wait: 0.2)
    #expect(terminal.shows("finished"))
    try terminal.press("q")
    #expect(try human(run).isEmpty)
    let timeOuts = try run.events.filter { $0.contains(#""action":"timeout""#) }
    #expect(timeOuts.count == 2)
    let headless = try RecordedRun.finished(
      ["--threads=1", "--set=erl.reflector=human", "--set=erl.human.wait=0.1"])
    #expect(try headless.events.count { $0.contains(#""action":"timeout""#) } == 4)
  }

  @Test func `e tries another reflection beside the run, and says of how many`() throws {
    let run = try RecordedRun.finished(["--threads=1"])
    let log = try Data(contentsOf: run.log)
    let second = try #require(try run.events.last { $0.contains(#""attempt":"second""#) })
    let episode = try #require(second.firstMatch(of: /"episode":(\d+)/)?.1)
    let terminal = try Terminal(columns: 160, rows: 45)
    try terminal.run("kolb open \(run.path)")
    #expect(terminal.shows("1 overview"))
    try terminal.run(":goto episode \(episode)")
    #expect(terminal.shows("transcript"))
    try terminal.press("e")
    #expect(terminal.shows("try episode \(episode) again with"))
    try terminal.press("C-u")
    try terminal.type("none timeout A player B goal C hole D safe E hole F safe")
    try terminal.press("C-s")
    #expect(terminal.shows("same draws", within: 60))
    #expect(terminal.screen.contains("n 20"))
    #expect(terminal.screen.contains("in the run"))
    try terminal.press("q", "q")
    #expect(try Data(contentsOf: run.log) == log)
    let branches = run.url.appendingPathComponent("branches").path
    #expect(try FileManager.default.contentsOfDirectory(atPath: branches) == ["001.jsonl"])
  }
}
