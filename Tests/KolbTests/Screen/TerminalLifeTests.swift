import Foundation
import Testing

/// The terminal is left as it was found, however the program ends.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct TerminalLifeTests {
  /// Opens a finished run, and remembers the terminal as it was before.
  private func start(_ terminal: Terminal) throws {
    try terminal.record(to: "sent")
    try terminal.run(
      "stty -g >before; sh -c 'echo $$ >process; exec kolb open "
        + "\(SampleRuns.path("frozenlake-erl"))'; echo code $? >code; stty -g >after")
    try #require(terminal.shows("finished"), "\(terminal.screen)")
    #expect(terminal.property("alternate_on") == "1")
    #expect(terminal.property("mouse_sgr_flag") == "1")
    #expect(terminal.property("cursor_flag") == "0")
  }

  private func expectAsBefore(
    _ terminal: Terminal, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let hasEnded = terminal.waits { !terminal.text(of: "after").isEmpty }
    #expect(hasEnded, "\(terminal.screen)", sourceLocation: sourceLocation)
    #expect(
      terminal.text(of: "before") == terminal.text(of: "after"), sourceLocation: sourceLocation)
    for (name, value) in [
      ("alternate_on", "0"), ("cursor_flag", "1"), ("mouse_sgr_flag", "0"),
      ("mouse_button_flag", "0"), ("mouse_standard_flag", "0"), ("keypad_cursor_flag", "0"),
    ] {
      #expect(terminal.property(name) == value, "\(name)", sourceLocation: sourceLocation)
    }
    let sent = terminal.text(of: "sent")
    let on = sent.ranges(of: "\u{1B}[?2004h").last?.lowerBound
    let off = sent.ranges(of: "\u{1B}[?2004l").last?.lowerBound
    #expect(off ?? sent.startIndex > on ?? sent.startIndex, sourceLocation: sourceLocation)
  }

  private func send(_ signal: Int32, to terminal: Terminal) throws {
    let number = terminal.text(of: "process").trimmingCharacters(in: .newlines)
    kill(try #require(Int32(number)), signal)
  }

  @Test func `after q`() throws {
    let terminal = try Terminal()
    try start(terminal)
    try terminal.press("q")
    expectAsBefore(terminal)
    #expect(terminal.text(of: "code") == "code 0\n")
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func `after a signal that asks for the end`(signal: Int32) throws {
    let terminal = try Terminal()
    try start(terminal)
    try send(signal, to: terminal)
    expectAsBefore(terminal)
  }

  /// As Swift's own checks do; the report of the crash must not wait for a key either.
  @Test(arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGABRT])
  func `after a crash, which ends with its own code`(signal: Int32) throws {
    let terminal = try Terminal()
    try start(terminal)
    try send(signal, to: terminal)
    expectAsBefore(terminal)
    #expect(terminal.text(of: "code") == "code \(128 + signal)\n")
  }

  @Test func `after Ctrl-Z and fg, again and again`() throws {
    let terminal = try Terminal()
    try start(terminal)
    for round in 1...3 {
      try terminal.press("C-z")
      #expect(terminal.waits { terminal.property("alternate_on") == "0" })
      #expect(terminal.property("mouse_sgr_flag") == "0")
      #expect(terminal.property("cursor_flag") == "1")
      try terminal.run("clear; echo round \(round)")
      #expect(terminal.shows("round \(round)"))
      try terminal.run("fg")
      #expect(terminal.waits { terminal.property("alternate_on") == "1" })
      #expect(terminal.shows("1 overview"))
    }
    try terminal.press("q")
    #expect(terminal.waits { terminal.property("alternate_on") == "0" })
    #expect(terminal.property("mouse_sgr_flag") == "0")
    #expect(terminal.property("cursor_flag") == "1")
  }

  @Test func `after a storm of sizes, with the picture of the last one`() throws {
    let terminal = try Terminal()
    try start(terminal)
    for number in 0..<40 {
      try terminal.resize(1 + number * 37 % 170, 1 + number * 23 % 60)
      if number % 3 == 0 { try terminal.press(["2", "j", "4", "Tab", "5", "1"][number % 6]) }
    }
    try terminal.resize(100, 30)
    try terminal.press("7")
    #expect(terminal.shows("step event"))
    let isWhole = terminal.waits {
      let lines = terminal.screen.split(separator: "\n", omittingEmptySubsequences: false)
      return lines.count >= 30 && lines[29].contains("7 log") && lines[0].contains("kolb")
    }
    #expect(isWhole, "\(terminal.screen)")
    try terminal.press("q")
    expectAsBefore(terminal)
  }

  /// Some terminals keep what is cleared; what is written by ncurses and without it differs.
  @Test(arguments: ["", "truecolor"])
  func `after other sizes, with nothing cleared and no picture above what the shell wrote`(
    colours: String
  ) throws {
    let terminal = try Terminal(columns: 100, rows: 30, environment: ["COLORTERM": colours])
    try start(terminal)
    #expect(terminal.shows("1 overview"))
    for (columns, rows) in [(140, 30), (70, 20), (160, 50), (100, 40)] {
      let sent = terminal.text(of: "sent").count
      try terminal.resize(columns, rows)
      let isDrawn = terminal.waits {
        terminal.screen.split(separator: "\n").last?.contains("? help") == true
      }
      #expect(isDrawn, "\(terminal.screen)")
      usleep(300_000)
      let drawn = terminal.colouredScreen
      let bytes = terminal.text(of: "sent").dropFirst(sent)
      #expect(!bytes.contains("\u{1B}[2J") && !bytes.contains("\u{1B}[H\u{1B}[J"))
      // A picture that is drawn on an empty screen is the same.
      try terminal.press("C-l")
      usleep(300_000)
      #expect(terminal.colouredScreen == drawn)
    }
    try terminal.press("q")
    expectAsBefore(terminal)
    #expect(!terminal.history.contains { "┃┏│".contains($0) }, "\(terminal.history)")
  }

  /// What somebody types too fast does not end up in the shell, and nothing is left raw.
  @Test func `after a quit before the first picture`() throws {
    let terminal = try Terminal()
    try terminal.run(
      "stty -g >before; kolb open \(SampleRuns.path("frozenlake-erl")); stty -g >after")
    try terminal.press("q")
    #expect(terminal.waits { !terminal.text(of: "after").isEmpty })
    #expect(terminal.text(of: "before") == terminal.text(of: "after"))
    #expect(!terminal.screen.contains("2026"))
  }
}
