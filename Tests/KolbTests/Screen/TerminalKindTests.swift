import Foundation
import Testing

/// The dashboard on terminals that can do little, and on those that are none.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct TerminalKindTests {
  /// Opens a finished run, looks at every view, and leaves; every byte that was sent.
  private func bytes(_ environment: [String: String], _ options: String = "") throws -> Data {
    let terminal = try Terminal(environment: environment)
    let run = try RecordedRun(in: terminal.folder)
    #expect(try Program(run.beginning(["--threads=1", "--steps=1"])).code == 0)
    try terminal.record(to: "sent")
    try terminal.run("kolb open \(run.path) \(options); echo code $?")
    #expect(terminal.shows("1 overview"), "\(terminal.screen)")
    for key in ["2", "3", "4", "5", "6", "7", "?", "x", "1"] { try terminal.press(key) }
    #expect(terminal.shows("1 overview"))
    try terminal.press("q")
    #expect(terminal.shows("code 0"), "\(terminal.screen)")
    return try Data(contentsOf: terminal.folder.url.appendingPathComponent("sent"))
  }

  @Test func `NO_COLOR sends no colours`() throws {
    let text = String(decoding: try bytes(["NO_COLOR": "1"]), as: UTF8.self)
    #expect(text.firstMatch(of: #/\u{1B}\[[0-9;]*\b[34]8;[25];/#) == nil)
    #expect(text.firstMatch(of: #/\u{1B}\[(?:[0-9;]*;)?[34][0-7](?:;[0-9]+)*m/#) == nil)
  }

  @Test func `LANG=C sends no byte over 127`() throws {
    #expect(try bytes(["LANG": "C"]).allSatisfy { $0 < 128 })
  }

  @Test(arguments: [
    ["TERM": "xterm-256color", "COLORTERM": "truecolor"], ["TERM": "xterm-direct"],
  ])
  func `truecolor is sent as the theme has it`(environment: [String: String]) throws {
    let text = String(decoding: try bytes(environment), as: UTF8.self)
    // The title colour of kolb-dark.
    #expect(text.contains("38;2;236;239;244"))
    #expect(!text.contains("38;5;"))
  }

  @Test func `256, 16 and no colours are taken at their word`() throws {
    let indexed = String(decoding: try bytes([:], "--colors 256"), as: UTF8.self)
    #expect(indexed.contains("38;5;") && !indexed.contains("38;2;"))
    let sixteen = String(decoding: try bytes([:], "--colors 16"), as: UTF8.self)
    #expect(!sixteen.contains("38;5;") && !sixteen.contains("38;2;"))
    let mono = String(decoding: try bytes([:], "--colors mono"), as: UTF8.self)
    #expect(mono.firstMatch(of: #/\u{1B}\[(?:[0-9;]*;)?[34][0-8](?:;[0-9]+)*m/#) == nil)
  }

  @Test func `frames are marked only where the terminal knows of it`() throws {
    let text = String(decoding: try bytes(["TERM": "xterm-256color"]), as: UTF8.self)
    #expect(text.contains("\u{1B}[?2026$p"))
    #expect(!text.contains("\u{1B}[?2026h"), "tmux before 3.7 says nothing of it")
    let old = String(decoding: try bytes(["TERM": "vt100"]), as: UTF8.self)
    #expect(!old.contains("2026"))
  }

  @Test func `the mouse is reported unless somebody does not want it`() throws {
    let on = String(decoding: try bytes([:]), as: UTF8.self)
    #expect(on.contains("\u{1B}[?1002h"))
    let off = String(decoding: try bytes([:], "--no-mouse"), as: UTF8.self)
    #expect(!off.contains("\u{1B}[?1002h"))
    let console = String(decoding: try bytes(["TERM": "linux"]), as: UTF8.self)
    #expect(!console.contains("\u{1B}[?1002h"))
  }

  @Test(arguments: ["xterm", "vt100", "screen", "linux"])
  func `simple terminals show it too`(term: String) throws {
    #expect(try bytes(["TERM": term]).count > 1000)
  }

  @Test(arguments: [
    ("TERM=dumb", "The terminal 'dumb' cannot move its cursor."),
    ("TERM=", "TERM is not set"), ("TERM=no-such-thing", "no description of the terminal 'no-such"),
  ])
  func `what cannot show it is told so, and no run is begun`(setting: String, words: String) throws
  {
    let terminal = try Terminal(columns: 120)
    try terminal.run("\(setting) kolb run; echo code $?")
    #expect(terminal.shows("code 1"), "\(terminal.screen)")
    let joined = terminal.screen.replacing("\n", with: " ")
    #expect(joined.contains(words), "\(terminal.screen)")
    #expect(
      !FileManager.default.fileExists(atPath: terminal.folder.url.path + "/runs"))
  }

  @Test func `events from a pipe are shown while keys come from the terminal`() throws {
    let terminal = try Terminal()
    let run = try RecordedRun(in: terminal.folder)
    #expect(try Program(run.beginning(["--threads=1", "--steps=1"])).code == 0)
    try terminal.run("cat \(run.log.path) | kolb open -; echo code $?")
    #expect(terminal.shows("1 overview"))
    #expect(terminal.shows("finished"))
    try terminal.press("7")
    #expect(terminal.shows("step event"))
    try terminal.press("q")
    #expect(terminal.shows("code 0"))
  }
}
