import RunModel
import TerminalUI
import Testing

@testable import Dashboard

struct MemoryViewTests {
  private func screen(width: Int = 120, height: Int = 40) -> Screen {
    var screen = Screen(steps: 12, source: .record, width: width, height: height)
    screen.press("4")
    return screen
  }

  /// The entry that most reflections started from.
  private func mostUsed(_ screen: Screen) throws -> Int {
    let entries = screen.state.run.memory.entries
    let place = try #require(entries.indices.max { entries[$0].uses < entries[$1].uses })
    #expect(entries[place].uses > 1)
    return place
  }

  @Test func `an entry's story has its birth, its lineage and its record`() throws {
    var screen = screen()
    let place = try mostUsed(screen)
    let entry = screen.state.run.memory.entries[place]
    screen.press("g")
    for _ in 0..<place { screen.press("j") }
    #expect(screen.text.contains("entry #\(entry.id)"))
    #expect(screen.text.contains("step \(entry.step), episode \(entry.episode)"))
    #expect(screen.text.contains("first attempt r 0"))
    #expect(screen.text.contains("second attempt r 1"))
    #expect(screen.text.contains("\(entry.wins) of \(entry.retries) second"))
  }

  @Test func `s puts the most used entry first and selects it, and S turns that round`() throws {
    var screen = screen()
    let entries = screen.state.run.memory.entries
    screen.press("s")
    let most = entries[try mostUsed(screen)]
    #expect(screen.text.contains("entry #\(most.id)"))
    func uses(_ screen: Screen) -> [Int] {
      let rows = screen.state.rows
      return (0..<rows.count).map { entries[rows.number($0)].uses }
    }
    #expect(uses(screen) == entries.map(\.uses).sorted(by: >))
    screen.press("S")
    #expect(uses(screen) == entries.map(\.uses).sorted())
    screen.press("S", "s", "s")
    #expect(uses(screen) == entries.map(\.uses))
  }

  @Test func `numbers of the columns can be asked for, side by side and the other way round`() {
    let entries = screen().state.run.memory.entries
    let now = screen().state.run.step ?? 0
    func found(_ filter: String) -> [Int] {
      var screen = screen()
      screen.command("filter \(filter)")
      let rows = screen.state.rows
      return (0..<rows.count).map { rows.number($0) }
    }
    func places(_ isMeant: (MemoryEntry) -> Bool) -> [Int] {
      entries.indices.filter { isMeant(entries[$0]) }
    }
    #expect(found("used>1") == places { $0.uses > 1 } && !found("used>1").isEmpty)
    #expect(found("used>1 live") == places { $0.uses > 1 && $0.isLive })
    #expect(found("!live won>=.5") == places { !$0.isLive && ($0.winRate ?? 0) >= 0.5 })
    #expect(found("id:2..4") == places { (2...4).contains($0.id) })
    #expect(found("step<=3") == places { $0.step <= 3 })
    #expect(found("age>2") == places { ($0.end?.step ?? now) - $0.step > 2 })
    // What is no comparison is looked for as it stands.
    #expect(found("used>many").isEmpty && found("nowhere:3").isEmpty)
  }

  @Test func `words that were changed together stand in one pair of marks`() {
    let difference = WordDifference(
      from: "I ran out. C wins.", to: "B is unclear. C wins. D holds.")
    #expect(
      difference.spans.map(\.text).joined()
        == "[-I ran out.-] {+B is unclear.+} C wins. {+D holds.+} ")
  }

  @Test(arguments: [("4", 16), ("2", 10), ("3", 10), ("7", 10)])
  func `a page passes over no row`(view: String, least: Int) throws {
    var screen = screen(width: 100, height: 30)
    screen.press(view, "g")
    func rows(_ screen: Screen) -> Int {
      screen.state.rows.place(of: screen.state.place.selection)
    }
    let shown = screen.lines.filter { $0.hasPrefix("┃") }.count - 1
    screen.press("page-down")
    #expect(rows(screen) <= shown, "\(rows(screen)) of \(shown)")
    #expect(rows(screen) >= min(least, screen.state.rows.count - 1))
  }

  @Test func `from the overview Enter goes to the entry that stands there`() throws {
    var screen = screen()
    screen.press("1", "back-tab", "back-tab")
    let live = screen.state.run.memory.live
    let most = try #require(live.max { ($0.uses, $0.id) < ($1.uses, $1.id) })
    screen.press("enter")
    #expect(screen.state.view == .memory)
    #expect(screen.text.contains("entry #\(most.id)"))
  }

  @Test func `from an entry to an episode that it was used in, and back to the same row`() throws {
    var screen = screen()
    let entry = screen.state.run.memory.entries[try mostUsed(screen)]
    screen.press("g")
    for _ in 0..<(try mostUsed(screen)) { screen.press("j") }
    screen.press("tab", "tab", "j")
    let users = screen.state.run.episodes(using: entry.id, limit: 1_000)
    let wanted = users[users.count - 2]
    let before = screen.state.place
    screen.press("enter")
    #expect(screen.state.view == .episodes)
    #expect(screen.state.place.selection == .row(wanted.id))
    screen.press("escape")
    #expect(screen.state.view == .memory && screen.state.place == before)
  }

  @Test func `what was done by hand is said`() throws {
    var screen = screen()
    let live = try #require(screen.state.run.memory.live.last)
    for change in [MemoryChange.Change.edited, .pinned] {
      screen.feed([
        LoggedEvent(
          .memory(
            MemoryChange(
              step: 12, change: change, id: live.id, episode: live.episode,
              text: "B is the goal", why: .byHand)))
      ])
    }
    screen.press("G")
    #expect(screen.text.contains("B is the goal"))
    #expect(screen.text.contains("edited by hand"))
    #expect(screen.text.contains("pinned"))
  }

  @Test(arguments: [(80, 24), (40, 12), (160, 45), (10, 3), (1, 1)])
  func `every part draws at every size`(width: Int, height: Int) {
    var screen = screen(width: width, height: height)
    for _ in 0..<3 {
      screen.press("tab")
      #expect(screen.lines.count == height)
    }
  }
}
