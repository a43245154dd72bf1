import RLCore
import RunModel
import TerminalUI
import Testing

@testable import Dashboard

/// Bookmarks on episodes, and what was tried of them, which stay and are found again.
@Suite struct MarksTests {
  /// A finished run, and an episode of it that had a second attempt.
  private func screen(_ source: OpenRun.Source = .record) throws -> (Screen, Int) {
    var screen = Screen(steps: 6, source: source, width: 120, height: 34)
    screen.press("2")
    let episode = try #require(
      screen.state.run.episodes.records.first { $0.second != nil }?.id)
    screen.command("goto episode \(episode)")
    return (screen, episode)
  }

  private func branch(_ number: Int, of episode: Int, told text: String, solved: Int) -> [RunEvent]
  {
    let record = BranchRecord(
      number: number, step: 1, episode: episode, advice: .edited, text: text, weights: 0)
    let attempts = (0..<4).map { place in
      AttemptRecord(
        step: 1, episode: episode, group: 0, attempt: .second, task: "t", board: [], start: nil,
        turns: [], reward: place < solved ? 1 : 0, feedback: "", tokens: 0, logProbability: 0)
    }
    return [.branch(record)] + attempts.map(RunEvent.attempt)
  }

  @Test(arguments: [OpenRun.Source.record, .log])
  func `a bookmark is kept, shows, is found by its note, and comes off again`(
    source: OpenRun.Source
  ) throws {
    var (screen, episode) = try screen(source)
    screen.press("b")
    #expect(screen.commands.last == .bookmark(Bookmark(episode: episode), run: 0))
    #expect(screen.text.contains("★"))
    screen.command("bookmark believes C is the Goal")
    #expect(
      screen.commands.last
        == .bookmark(Bookmark(episode: episode, note: "believes C is the Goal"), run: 0))
    #expect(screen.text.contains("★ believes C is the Goal"))
    for (filter, count) in [("bookmark:", 1), ("bookmark:goal", 1), ("bookmark:hole", 0)] {
      screen.command("filter \(filter)")
      #expect(screen.state.rows.count == count, "\(filter)")
    }
    screen.command("filter !bookmark:")
    #expect(screen.state.rows.count == screen.state.run.episodes.count - 1)
    screen.command("filter bookmark:")
    screen.press("b")
    #expect(screen.commands.last == .bookmark(Bookmark(episode: episode, isGone: true), run: 0))
    #expect(screen.state.rows.count == 0)
  }

  @Test func `a note after the end is no dead end`() throws {
    var (screen, episode) = try screen()
    screen.command("note look here")
    #expect(
      screen.commands.last == .bookmark(Bookmark(episode: episode, note: "look here"), run: 0))
  }

  @Test func `what others kept is there when the run is opened`() throws {
    var (screen, episode) = try screen()
    _ = screen.state.update(
      .bookmarksRead([Bookmark(episode: episode, note: "odd")], run: 0))
    screen.command("filter bookmark:odd")
    #expect(screen.state.rows.count == 1 && screen.text.contains("★ odd"))
  }

  @Test func `what was tried stays with its episode, and Enter opens it again`() throws {
    var (screen, episode) = try screen()
    _ = screen.state.update(.branchDone(branch(1, of: episode, told: "C is oil", solved: 3)))
    #expect(screen.text.contains("3 of 4 solved"))
    screen.press("x")
    #expect(screen.state.popup == nil && screen.text.contains("↺ tried 1 ×"))
    _ = screen.state.update(
      .branchesRead(
        [
          branch(1, of: episode, told: "C is oil", solved: 3),
          branch(2, of: episode, told: "C is water", solved: 1),
        ], run: 0))
    #expect(screen.text.contains("↺ tried 2 ×"), "each branch counts once")
    screen.press("enter", "enter")
    #expect(screen.text.contains("tried again, 2 of 2") && screen.text.contains("1 of 4 solved"))
    screen.press("[")
    #expect(screen.text.contains("tried again, 1 of 2") && screen.text.contains("3 of 4 solved"))
    screen.press("[")
    #expect(screen.text.contains("tried again, 1 of 2"))
    screen.press("enter")
    #expect(screen.state.popup == nil && screen.state.place.pane == 2, "and on to the transcript")
    for (filter, count) in [("whatif:", 1), ("whatif:water", 1), ("whatif:fire", 0)] {
      screen.command("filter \(filter)")
      #expect(screen.state.rows.count == count, "\(filter)")
    }
    screen.command("filter ")
    screen.press("escape")
    screen.command("goto episode \(episode)")
    screen.press("T")
    #expect(screen.text.contains("tried again, 2 of 2"))
  }
}
