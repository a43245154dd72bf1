import Foundation
import Testing

/// What terminals send besides keys, and keys as they come over a network, in the program itself.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct TerminalBytesTests {
  private func open(_ terminal: Terminal) throws {
    try terminal.run("kolb open \(SampleRuns.path("frozenlake-erl")); echo code $?")
    try #require(terminal.shows("finished"), "\(terminal.screen)")
    // Its own question has been answered.
    usleep(300_000)
  }

  private func leave(_ terminal: Terminal) throws {
    try terminal.press("q")
    #expect(terminal.shows("code 0"), "\(terminal.screen)")
  }

  @Test(arguments: [
    "\u{1B}]11;rgb:2e2e/3434/4040\u{07}", "\u{1B}P>|tmux 3.4\u{1B}\\",
    "\u{1B}]4;1;rgb:cdcd/0000/0000\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^2 :q\u{1B}\\",
    "\u{1B}[?62;22;52c\u{1B}[12;40R\u{1B}[0n\u{1B}[I",
  ])
  func `answers change nothing`(answer: String) throws {
    let terminal = try Terminal()
    try open(terminal)
    let before = terminal.screen
    try terminal.send(answer.utf8)
    usleep(300_000)
    #expect(terminal.screen == before)
    try leave(terminal)
  }

  @Test func `a paste without an end is over after a while`() throws {
    let terminal = try Terminal()
    try open(terminal)
    try terminal.send("\u{1B}[200~abc".utf8)
    usleep(1_500_000)
    try terminal.press("7")
    #expect(terminal.shows("step event"))
    try leave(terminal)
  }

  @Test func `a paste without an end is over at Ctrl-C`() throws {
    let terminal = try Terminal()
    try open(terminal)
    try terminal.send("\u{1B}[200~abc\u{3}".utf8)
    #expect(terminal.shows("code 0"), "\(terminal.screen)")
  }

  @Test func `a key that the network tore apart is one key`() throws {
    let terminal = try Terminal(environment: ["ESCDELAY": "3000"])
    try open(terminal)
    try terminal.type(":ab")
    #expect(terminal.shows(":ab"))
    try terminal.send([0x1B])
    usleep(200_000)
    try terminal.send("[D".utf8)
    try terminal.type("X")
    #expect(terminal.shows(":aXb"), "\(terminal.screen)")
    try terminal.press("Escape")
    #expect(terminal.waits { !terminal.screen.contains(":aXb") })
    try leave(terminal)
  }

  @Test func `keys by their numbers and from other keyboards act`() throws {
    let terminal = try Terminal()
    try open(terminal)
    try terminal.send("：йо".utf8)
    #expect(terminal.shows("йо"), "text stays as it is typed")
    try terminal.send("\u{1B}[27u".utf8)
    #expect(terminal.waits { !terminal.screen.contains("йо") })
    try terminal.send("７".utf8)
    #expect(terminal.shows("step event"))
    try terminal.send("й".utf8)
    #expect(terminal.shows("code 0"), "\(terminal.screen)")
  }

  @Test(arguments: [["COLORTERM": "truecolor"], [:]])
  func `Ctrl-L draws over what something else wrote`(environment: [String: String]) throws {
    let terminal = try Terminal(environment: environment)
    try open(terminal)
    let before = terminal.screen
    try terminal.scribble("\u{1B}[5;5Htail: file truncated")
    #expect(terminal.shows("file truncated"))
    try terminal.press("C-l")
    #expect(terminal.waits { terminal.screen == before }, "\(terminal.screen)")
    try leave(terminal)
  }

  @Test func `a terminal of today without a description is taken for xterm, and that is said`()
    throws
  {
    let terminal = try Terminal(columns: 100)
    try terminal.run("TERM=xterm-kolb-test kolb open \(SampleRuns.path("frozenlake-erl"))")
    #expect(terminal.shows("no description of 'xterm-kolb-test'"), "\(terminal.screen)")
    try terminal.press("q")
    #expect(terminal.waits { terminal.property("alternate_on") == "0" })
  }
}
