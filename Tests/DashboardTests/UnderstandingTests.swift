import RunModel
import TerminalUI
import Testing

@testable import Dashboard

/// What is understood of a reflection shows while somebody types it.
@Suite struct UnderstandingTests {
  private func writing() throws -> (Screen, EpisodeRecord) {
    var screen = Screen(steps: 6, width: 120, height: 40)
    screen.state.runs[0].configuration = RunConfiguration()
    let record = try #require(screen.state.run.episodes.records.first { $0.second != nil })
    screen.command("goto episode \(record.id)")
    screen.press("e")
    return (screen, record)
  }

  @Test func `the world is asked about every text once`() throws {
    var (screen, record) = try writing()
    let original = try #require(screen.state.texts(of: record.id)?.reflection?.text)
    let turns = try #require(screen.state.texts(of: record.id)?.first?.turns)
    let asked = { (text: String) in
      Command.understand(text, group: record.group, turns: turns, run: 0)
    }
    #expect(screen.commands == [asked(original)])
    screen.type("!")
    screen.press("left", "right")
    _ = screen.state.update(.ticked(seconds: 1))
    #expect(screen.commands == [asked(original), asked(original + "!")])
  }

  @Test func `what it makes of it shows, and what can be said`() throws {
    var (screen, _) = try writing()
    _ = screen.state.update(
      .understood(
        Understanding(
          text: "B is it", advice: "B wins.", isWellFormed: true, forms: ["X wins.", "X kills."])))
    #expect(screen.text.contains("understood, and told as: B wins."))
    #expect(screen.text.contains("what can be said: X wins. X kills."))
    _ = screen.state.update(
      .understood(Understanding(text: "oh no", advice: "", isWellFormed: false)))
    #expect(screen.text.contains("nothing of this is understood"))
    screen.press("escape")
    _ = screen.state.update(
      .understood(Understanding(text: "late", advice: "late", isWellFormed: true)))
    #expect(screen.state.popup == nil)
  }

  @Test func `what gives the task away or is not so is said while it can be written otherwise`()
    throws
  {
    var (screen, _) = try writing()
    _ = screen.state.update(
      .understood(
        Understanding(
          text: "C is safe. right right down", advice: "C holds.", isWellFormed: true,
          leaks: ["right right down"], untrue: ["C is safe"])))
    #expect(screen.text.contains("! gives this very task away"))
    #expect(screen.text.contains("others: right right"))
    #expect(screen.text.contains("≠ is not so: C is safe"))
  }

  @Test(arguments: [(80, 24), (100, 30), (160, 45)])
  func `box and answer have room at every size`(width: Int, height: Int) throws {
    var (screen, _) = try writing()
    _ = screen.state.update(.resized(width: width, height: height))
    _ = screen.state.update(
      .understood(
        Understanding(text: "B", advice: "B wins.", isWellFormed: true, forms: ["X wins."])))
    screen.press("ctrl-u")
    screen.type("zebra")
    #expect(screen.text.contains("zebra") && screen.text.contains("told as"), "\(screen.text)")
  }
}
