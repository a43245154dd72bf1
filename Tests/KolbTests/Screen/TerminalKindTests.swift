import Foundation
import Testing

/// The dashboard on terminals that can do little, and on those that are none.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct TerminalKindTests {
  /// Opens a finished run, looks at every view, and leaves; every byte that was sent.
  private func bytes(_ environment: [String: String]) throws -> Data {
    let terminal = try Terminal(environment: environment)
    let run = try RecordedRun(in: terminal.folder)
    #expect(try Program(run.beginning(["--threads=1", "--steps=1"])).code == 0)
    try terminal.record(to: "sent")
    try terminal.run("kolb open \(run.path); echo code $?")
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
