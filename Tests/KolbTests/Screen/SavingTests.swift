import Foundation
import Testing

/// What `:save` and its like leave behind.
@Suite(.serialized, .enabled(if: Terminal.isAvailable, "tmux is not installed"))
struct SavingTests {
  private func open(_ run: String = "frozenlake-erl") throws -> Terminal {
    let terminal = try Terminal(columns: 100, rows: 30)
    try terminal.run("kolb open \(SampleRuns.path(run)); echo code $?")
    try #require(terminal.shows("finished"), "\(terminal.screen)")
    return terminal
  }

  @Test func `save writes the screen, never over a file, and says where`() throws {
    let terminal = try open()
    try terminal.run(":save one.txt")
    #expect(terminal.shows("/one.txt"))
    try terminal.press("2")
    try terminal.run(":save one.txt")
    #expect(terminal.shows("/one-2.txt"))
    #expect(terminal.text(of: "one.txt").contains("success"))
    #expect(terminal.text(of: "one-2.txt").contains("transcript"))
    #expect(!terminal.text(of: "one.txt").contains("\u{1B}"))
    let files = try FileManager.default.contentsOfDirectory(atPath: terminal.folder.url.path)
    #expect(files.filter { $0.contains("partial") } == [])
  }

  @Test func `C leaves a plot in two files, and names both`() throws {
    let terminal = try open()
    try terminal.press("C")
    #expect(terminal.shows("success.csv, success.svg"), "\(terminal.screen)")
    #expect(terminal.text(of: "success.svg").hasPrefix("<svg"))
    try terminal.press("C")
    #expect(terminal.shows("success-2.csv, success-2.svg"), "\(terminal.screen)")
  }

  @Test func `a name that ends in ansi keeps the colours`() throws {
    let terminal = try open()
    try terminal.run(":save ~/two.ansi")
    #expect(terminal.shows("wrote"))
    #expect(terminal.text(of: "two.ansi").contains("\u{1B}[0;"))
  }

  @Test func `w and W leave the selected episode as text and as JSON`() throws {
    let terminal = try open()
    try terminal.press("2", "g", "w")
    #expect(terminal.shows("/episode-1.txt"))
    try terminal.press("W")
    #expect(terminal.shows("/episode-1.json"), "\(terminal.screen)")
    #expect(terminal.text(of: "episode-1.txt").contains("second attempt"))
    let object = try JSONSerialization.jsonObject(
      with: Data(terminal.text(of: "episode-1.json").utf8))
    #expect(
      (object as? [String: Any])?.keys.sorted() == ["attempts", "episode", "reflection", "run"])
  }

  @Test func `a place that cannot be written is told with its reason`() throws {
    let terminal = try open()
    try terminal.run(":save nowhere/one.txt")
    #expect(terminal.shows("'nowhere/one.txt' was not written: No such file"))
    try terminal.press("q")
    #expect(terminal.shows("code 0"))
  }
}
