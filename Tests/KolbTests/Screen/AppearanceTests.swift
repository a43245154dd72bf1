import Foundation
import Testing

/// Themes and settings of one's own, in the program itself.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct AppearanceTests {
  private func open(_ terminal: Terminal, _ options: String = "") throws {
    try terminal.run("kolb open \(SampleRuns.path("frozenlake-erl")) \(options); echo code $?")
    try #require(terminal.shows("finished"), "\(terminal.screen)")
  }

  private func write(_ text: String, to name: String, in terminal: Terminal) throws {
    let file = terminal.folder.url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    // As editors do: a new file takes the place of the old one.
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  @Test func `a theme follows its file while somebody edits it`() throws {
    let terminal = try Terminal(columns: 120, rows: 30)
    try write("title = #ff0000\n", to: "mine.theme", in: terminal)
    try open(terminal, "--theme ./mine.theme --colors 256")
    #expect(terminal.colouredScreen.contains("38;5;196m"))
    try write("title = #00ff00\n", to: "mine.theme", in: terminal)
    #expect(terminal.shows("theme mine was read again"))
    #expect(terminal.waits { terminal.colouredScreen.contains("38;5;46m") })
    #expect(!terminal.colouredScreen.contains("38;5;196m"))
    try write("accent = #ffff00\ntitel = #0000ff\n", to: "mine.theme", in: terminal)
    #expect(terminal.shows("mine.theme:2: unknown key 'titel'. Did you mean 'title'?"))
    #expect(terminal.waits { terminal.colouredScreen.contains("38;5;46m") }, "keeps its green")
    try terminal.press("q")
    #expect(terminal.shows("code 0"))
  }

  @Test func `saving a theme as it is sends nothing to the terminal`() throws {
    let terminal = try Terminal()
    try write("title = #ff0000\n", to: "mine.theme", in: terminal)
    try open(terminal, "--theme ./mine.theme")
    let isQuiet = try (0..<40).contains { attempt in
      try terminal.record(to: "quiet-\(attempt)")
      usleep(500_000)
      return terminal.text(of: "quiet-\(attempt)") == ""
    }
    try #require(isQuiet, "a screen without changes sends nothing")
    try terminal.record(to: "sent")
    try write("title = #ff0000\n", to: "mine.theme", in: terminal)
    usleep(1_000_000)
    #expect(terminal.text(of: "sent") == "")
    try terminal.press("q")
    #expect(terminal.shows("code 0"))
  }

  @Test func `settings are taken from the configuration folder`() throws {
    let terminal = try Terminal(columns: 100, rows: 30)
    try write("glyphs = \"ascii\"\ntheme = \"mono\"\n", to: ".config/kolb/kolb.toml", in: terminal)
    try open(terminal)
    let isPlain = terminal.screen.unicodeScalars.allSatisfy(\.isASCII)
    #expect(isPlain)
    try terminal.press("q")
    #expect(terminal.shows("code 0"))
  }

  @Test func `a fault in the settings is told and keeps nobody out`() throws {
    let terminal = try Terminal(columns: 120, rows: 30)
    try write("them = \"mono\"\n", to: ".config/kolb/kolb.toml", in: terminal)
    try open(terminal)
    #expect(terminal.shows("kolb.toml:1: unknown key 'them'. Did you mean 'theme'?"))
    try terminal.press("q")
    #expect(terminal.shows("code 0"))
  }

  @Test func `the settings that list prints are accepted as they are`() throws {
    let printed = try Program(["list", "config"])
    let terminal = try Terminal(columns: 120, rows: 30)
    try write(printed.output, to: ".config/kolb/kolb.toml", in: terminal)
    try open(terminal)
    #expect(!terminal.screen.contains("kolb.toml"))
    try terminal.press("q")
    #expect(terminal.shows("code 0"))
  }

  @Test func `list says where settings and themes are looked for`() throws {
    let program = try Program(["list"], environment: ["XDG_CONFIG_HOME": "/tmp/somewhere"])
    #expect(program.output.contains("/tmp/somewhere/kolb/kolb.toml"))
    #expect(program.output.contains("/tmp/somewhere/kolb/themes"))
    let keys = try Program(["list", "theme-keys"])
    #expect(keys.output.contains("border-focused"))
  }

  @Test func `a theme file that is not there is told before anything begins`() throws {
    let program = try Program(
      ["open", SampleRuns.path("frozenlake-erl"), "--once", "--theme", "./no.theme"])
    #expect(program.code == 2)
    #expect(program.errors.contains("There is no theme file './no.theme'"))
  }
}
