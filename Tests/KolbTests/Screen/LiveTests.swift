import Foundation
import Testing

/// The dashboard on a run that trains under it, driven by keys as a person does.
///
/// Needs tmux; without it the tests are skipped and say so.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct LiveTests {
  private static let options =
    "--threads 1 --set prompts_per_step=3 --set evaluation.episodes=20 --set checkpoint_every=2"

  /// Begins a run of so many steps and waits for its first picture.
  private func start(
    _ terminal: Terminal, steps: Int = 400, _ more: String = ""
  ) throws -> RecordedRun {
    let run = try RecordedRun(in: terminal.folder)
    try terminal.run(
      "stty -a >before; kolb run --out \(run.path) --steps \(steps) \(Self.options) \(more); "
        + "echo code $? >code; stty -a >after")
    try #require(terminal.shows("1 overview"), "\(terminal.screen)")
    return run
  }

  /// The program has ended with this code and left the terminal as it was.
  private func expectEnd(
    _ terminal: Terminal, code: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let hasEnded = terminal.waits { !terminal.text(of: "after").isEmpty }
    #expect(hasEnded, "\(terminal.screen)", sourceLocation: sourceLocation)
    #expect(terminal.text(of: "code") == "code \(code)\n", sourceLocation: sourceLocation)
    #expect(
      terminal.text(of: "before") == terminal.text(of: "after"), sourceLocation: sourceLocation)
    #expect(terminal.property("alternate_on") == "0", sourceLocation: sourceLocation)
    #expect(terminal.property("cursor_flag") == "1", sourceLocation: sourceLocation)
  }

  private func quit(_ terminal: Terminal, by key: String) throws {
    try terminal.press("q")
    #expect(terminal.shows("stay here"))
    try terminal.press(key)
  }

  @Test func `every key of a view shows it, at every size`() throws {
    let terminal = try Terminal(columns: 160, rows: 45)
    _ = try start(terminal)
    let views = [
      "1": "lift", "2": "r1⇒r2", "3": "what it wrote", "4": "lives",
      "5": "entropy", "6": "open several", "7": "step event",
    ]
    for (columns, rows) in [(160, 45), (80, 24), (40, 12), (1, 1), (160, 45)] {
      try terminal.resize(columns, rows)
      for (key, word) in views.sorted(by: { $0.key < $1.key }) {
        try terminal.press(key)
        guard rows > 12 else { continue }
        let isThere = terminal.shows(word)
        #expect(isThere, "\(key) at \(columns)×\(rows):\n\(terminal.screen)")
      }
      // Esc and a key behind it would arrive together, as Alt and that key; Ctrl-C cancels too.
      try terminal.press("Tab", "j", "/", "r", "C-c", ":", "x", "C-c", "?")
      if rows > 12 { #expect(terminal.shows("keys in")) }
      try terminal.press("Escape")
      if rows > 12 { #expect(terminal.waits { !terminal.screen.contains("keys in") }) }
      usleep(100_000)
    }
    try quit(terminal, by: "a")
    try expectEnd(terminal, code: 0)
  }

  @Test func `space pauses, a point runs one phase, space goes on`() throws {
    let terminal = try Terminal(columns: 100, rows: 30)
    let run = try start(terminal)
    try terminal.press("Space")
    #expect(terminal.shows("paused"))
    #expect(run.comesToRest)
    let paused = run.logSize
    usleep(300_000)
    #expect(run.logSize == paused)
    try terminal.press(".")
    #expect(terminal.waits { run.logSize > paused })
    #expect(terminal.shows("paused"))
    #expect(run.comesToRest)
    let stepped = run.logSize
    usleep(300_000)
    #expect(run.logSize == stepped)
    try terminal.press("Space")
    #expect(terminal.waits { run.logSize > stepped + 10_000 })
    try quit(terminal, by: "s")
    try expectEnd(terminal, code: 0)
    let controls = try run.events.filter { $0.hasPrefix(#"{"event":"control""#) }
    let words = ["pause", "step", "resume", "stop"]
    #expect(controls.count == words.count)
    for (line, word) in zip(controls, words) { #expect(line.contains("\"action\":\"\(word)\"")) }
  }

  @Test func `stopped with a checkpoint it can be resumed`() throws {
    let terminal = try Terminal()
    let run = try start(terminal, steps: 6)
    try quit(terminal, by: "s")
    try expectEnd(terminal, code: 0)
    #expect(terminal.screen.contains("kolb resume"))
    try expectSameAsHeadless(run, steps: 6)
  }

  @Test func `left running it goes on without the terminal`() throws {
    let terminal = try Terminal()
    let run = try start(terminal, steps: 12)
    try quit(terminal, by: "d")
    try expectEnd(terminal, code: 0)
    let left = run.logSize
    try terminal.run("clear; kolb open \(run.path)")
    #expect(terminal.shows("1 overview"))
    #expect(terminal.waits { run.logSize > left })
    #expect(terminal.shows("finished", within: 60))
    try terminal.press("q")
    #expect(terminal.waits { terminal.property("alternate_on") == "0" })
    try expectSameAsHeadless(run, steps: 12)
  }

  @Test func `aborted it ends at once and can still be resumed`() throws {
    let terminal = try Terminal()
    let run = try start(terminal, steps: 6)
    try quit(terminal, by: "a")
    try expectEnd(terminal, code: 0)
    try expectSameAsHeadless(run, steps: 6)
  }

  @Test func `cancelled it stays`() throws {
    let terminal = try Terminal()
    let run = try start(terminal)
    try quit(terminal, by: "c")
    let size = run.logSize
    #expect(terminal.waits { run.logSize > size })
    #expect(!terminal.screen.contains("stay here"))
    try terminal.press("C-c")
    #expect(terminal.shows("stay here"))
    try terminal.press("Escape", "q", "a")
    try expectEnd(terminal, code: 0)
  }

  @Test(arguments: ["TERM", "HUP", "INT", "KILL"])
  func `a dashboard that is killed takes no training with it`(signal: String) throws {
    let terminal = try Terminal()
    let run = try start(terminal, steps: 8)
    let dashboard = try #require(terminal.dashboard(of: run))
    kill(dashboard, try #require(Terminal.signals[signal]))
    if signal == "KILL" {
      #expect(terminal.waits { terminal.text(of: "code") == "code 137\n" })
    } else {
      try expectEnd(terminal, code: 130)
      #expect(terminal.shows("kolb open"))
    }
    #expect(terminal.waits(60) { terminal.process(of: run) == nil }, "it still trains")
    try expectSameAsHeadless(run, steps: 8, isFinished: true)
  }

  @Test(arguments: ["TERM", "INT"])
  func `an engine that is asked to end makes a checkpoint, and the dashboard says so`(
    signal: String
  ) throws {
    let terminal = try Terminal(columns: 120)
    let run = try start(terminal, steps: 8)
    try terminal.signal(signal, toThe: run)
    #expect(terminal.shows("stopped"))
    try terminal.press("q")
    try expectEnd(terminal, code: 0)
    #expect(terminal.shows("kolb resume"))
    try expectSameAsHeadless(run, steps: 8)
  }

  @Test func `an engine that is killed is said to have died, and can be resumed`() throws {
    let terminal = try Terminal(columns: 120)
    let run = try start(terminal, steps: 6)
    try terminal.signal("KILL", toThe: run)
    #expect(terminal.shows("engine died"))
    try terminal.press("q")
    try expectEnd(terminal, code: 0)
    #expect(terminal.shows("kolb resume"))
    try expectSameAsHeadless(run, steps: 6)
  }

  @Test func `a terminal that crashes takes nothing with it`() throws {
    let terminal = try Terminal()
    let run = try start(terminal, steps: 12)
    let dashboard = try #require(terminal.dashboard(of: run))
    try terminal.crash()
    #expect(terminal.waits { kill(dashboard, 0) != 0 }, "the dashboard still runs")
    #expect(terminal.waits(60) { terminal.process(of: run) == nil }, "it still trains")
    try expectSameAsHeadless(run, steps: 12, isFinished: true)
  }

  @Test func `a second dashboard steers the run of the first`() throws {
    let first = try Terminal(columns: 120)
    let run = try start(first)
    let second = try Terminal(columns: 120)
    try second.run("kolb open \(run.path)")
    #expect(second.shows("another process trains this run"))
    try second.press("Space")
    #expect(first.shows("‖ paused") && second.shows("‖ paused"))
    try first.press("Space")
    #expect(first.shows("▶ training") && second.shows("▶ training"))
    try second.press("q")
    #expect(second.shows("kolb open \(run.path)"))
    let size = run.logSize
    #expect(first.waits { run.logSize > size })
    try second.run("clear; kolb open \(run.path)")
    #expect(second.shows("1 overview"))
    try second.run(":stop")
    #expect(second.shows("Stopped with a checkpoint"))
    #expect(first.shows("■ stopped"))
    try first.press("q")
    try expectEnd(first, code: 0)
  }

  @Test func `opposite orders from two dashboards leave both with what the log has last`() throws {
    let first = try Terminal(columns: 120)
    let run = try start(first, steps: 4000)
    let second = try Terminal(columns: 120)
    try second.run("kolb open \(run.path)")
    #expect(second.shows("another process trains this run"))
    for number in 0..<10 {
      try first.press("Space")
      try second.press("Space")
      try first.run(":set policy.temperature=0.\(number + 1)")
      try second.run(":set policy.temperature=0.\(number + 50)")
    }
    func orders() throws -> [String] {
      try run.events.filter { $0.contains(#""event":"control""#) }
    }
    // Everybody's settings have arrived, and with them what was ordered before. To pause what is
    // paused already leaves no event, and what is set in a pause is written when the run goes on.
    #expect(
      first.waits {
        if first.screen.contains("‖ paused") {
          try? first.press("Space")
          sleep(1)
        }
        return (try? orders().count { $0.contains("policy.temperature") }) == 20
      })
    let last = try #require(
      try orders().last { $0.contains(#""pause""#) || $0.contains(#""resume""#) })
    let word = last.contains(#""pause""#) ? "‖ paused" : "▶ training"
    #expect(first.shows(word) && second.shows(word), "\(first.screen)\n\(second.screen)")
    try second.press("q")
    #expect(second.shows("kolb open"))
    try quit(first, by: "a")
    try expectEnd(first, code: 0)
  }

  @Test func `stopped by Ctrl-Z it comes back by fg`() throws {
    let terminal = try Terminal()
    _ = try RecordedRun(in: terminal.folder)
    let run = try start(terminal)
    try terminal.press("C-z")
    #expect(terminal.waits { terminal.property("alternate_on") == "0" })
    try terminal.run("clear; echo in the shell")
    #expect(terminal.shows("in the shell"))
    try terminal.run("fg")
    #expect(terminal.waits { terminal.property("alternate_on") == "1" })
    #expect(terminal.shows("1 overview"))
    let size = run.logSize
    #expect(terminal.waits { run.logSize > size })
    try quit(terminal, by: "a")
    #expect(terminal.waits { terminal.property("alternate_on") == "0" })
  }

  /// Finishes the run and compares it with one that never saw a terminal.
  private func expectSameAsHeadless(
    _ run: RecordedRun, steps: Int, isFinished: Bool = false,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let options = Self.options.split(separator: " ").map(String.init)
    if !isFinished {
      let resumed = try Program(run.resuming)
      #expect(resumed.code == 0, "\(resumed.errors)", sourceLocation: sourceLocation)
    }
    let headless = try RecordedRun()
    let program = try Program(
      ["run", "--headless", "--out", headless.path, "--steps", "\(steps)"] + options)
    #expect(program.code == 0, "\(program.errors)", sourceLocation: sourceLocation)
    #expect(
      try firstDifference(headless.events, run.events) == nil, sourceLocation: sourceLocation)
  }
}

extension Terminal {
  static let signals = ["TERM": SIGTERM, "HUP": SIGHUP, "INT": SIGINT, "KILL": SIGKILL]

  /// The process that trains a run, which its lock names.
  func process(of run: RecordedRun) -> Int32? {
    let lock = try? String(contentsOfFile: run.path + "/.lock", encoding: .utf8)
    return lock.flatMap { Int32($0.prefix { $0.isNumber }) }
  }

  /// The process that shows it, which started that one.
  func dashboard(of run: RecordedRun) -> Int32? {
    guard let engine = process(of: run),
      let status = try? String(contentsOfFile: "/proc/\(engine)/stat", encoding: .utf8)
    else { return nil }
    // Behind the name in brackets: the state, then the parent.
    let fields = status.drop { $0 != ")" }.split(separator: " ")
    return fields.count > 2 ? Int32(fields[2]) : nil
  }

  func signal(_ name: String, toThe run: RecordedRun) throws {
    kill(try #require(process(of: run)), try #require(Self.signals[name]))
  }
}
