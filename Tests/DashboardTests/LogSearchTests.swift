import RLCore
import RunModel
import SyntheticRuns
import Testing

@testable import Dashboard

/// A log of more episodes than memory holds, searched as the runtime does.
struct LogSearchTests {
  private static let events = SyntheticRun(seed: 3, steps: 190, of: 190, prompts: 8).events

  private static func screen(_ events: [LoggedEvent]) -> Screen {
    var screen = Screen(steps: -1, source: .log, width: 120, height: 40)
    screen.feed(events)
    return screen
  }

  /// Looks through a piece of the log for what was asked, as the runtime does.
  private static func answer(
    _ request: LogSearchRequest, _ events: [LoggedEvent], from: Int, to: Int
  ) -> Message {
    var hits: [LogSearchFindings.Hit] = []
    for index in from..<to where index * 100 >= request.from && index * 100 < request.to {
      guard let searched = SearchedEvent(events[index].event) else { continue }
      let found = searched.found(request.patterns)
      guard found != 0 else { continue }
      hits.append(.init(episode: searched.episode, part: searched.part, found: found))
    }
    return .searched(
      LogSearchFindings(id: request.id, hits: hits, covered: min(to * 100, request.to)))
  }

  private static func expected(_ words: [String], _ events: [LoggedEvent]) -> [Int] {
    var found: [Int: Set<String>] = [:]
    var order: [Int] = []
    for event in events {
      var texts: [String] = []
      var episode = 0
      switch event.event {
      case .attempt(let attempt):
        episode = attempt.episode
        texts =
          [attempt.task, attempt.feedback] + attempt.turns.flatMap { [$0.observation, $0.text] }
        if attempt.attempt == .first { order.append(episode) }
      case .reflection(let written):
        episode = written.episode
        texts = [written.prompt, written.text]
      default: continue
      }
      for word in words where texts.contains(where: { $0.contains(word) }) {
        found[episode, default: []].insert(word)
      }
    }
    return order.filter { found[$0]?.count == words.count }
  }

  private func requests(_ screen: Screen) -> [LogSearchRequest] {
    screen.commands.compactMap { if case .searchLog(let request) = $0 { request } else { nil } }
  }

  private func settle(_ screen: inout Screen) {
    while screen.state.isSearching {
      screen.commands += screen.state.update(.ticked(seconds: 0.01))
    }
  }

  private func rows(_ screen: Screen) -> [Int] {
    let rows = screen.state.rows
    return (0..<rows.count).map { rows.number($0) }
  }

  @Test func `words of episodes long out of memory are found in the log`() throws {
    let events = Self.events
    var screen = Self.screen(events)
    #expect(screen.state.run.episodes.count > RecentTexts.episodesKept + 1000)
    screen.press("2")
    screen.command("filter timeout \"e unknown\"")
    settle(&screen)
    let request = try #require(requests(screen).first)
    let early = rows(screen)
    for part in 0..<10 {
      #expect(screen.text.contains("searching \(part * 10) %"), "\(part)")
      let piece = events.count / 10
      _ = screen.state.update(
        Self.answer(
          request, events, from: part * piece, to: part == 9 ? events.count : (part + 1) * piece))
    }
    let all = Self.expected(["timeout", "E unknown"], events)
    #expect(rows(screen) == all)
    #expect(early.count < all.count)
    #expect(!screen.text.contains("searching"))
    #expect(requests(screen).count == 1)
  }

  @Test func `a log that grows while it is searched is searched to its end`() throws {
    let events = Self.events
    let half = events.count - 60
    var screen = Self.screen(Array(events[..<half]))
    screen.press("2")
    screen.command("filter \"max step\"")
    settle(&screen)
    let request = try #require(requests(screen).first)
    _ = screen.state.update(Self.answer(request, events, from: 0, to: half / 2))
    for (index, event) in events.enumerated() where index >= half {
      let placed = PlacedEvent(event, offset: index * 100)
      screen.commands += screen.state.update(.eventsArrived([placed], run: 0))
    }
    settle(&screen)
    screen.commands += screen.state.update(
      Self.answer(request, events, from: half / 2, to: events.count))
    #expect(rows(screen) == Self.expected(["max step"], events))
  }

  @Test func `answers to an earlier question and to a log that was cut back do not count`() throws {
    let events = Self.events
    var screen = Self.screen(events)
    screen.press("2")
    screen.command("filter timeout")
    settle(&screen)
    let old = try #require(requests(screen).first)
    screen.command("filter died")
    settle(&screen)
    let before = rows(screen)
    _ = screen.state.update(Self.answer(old, events, from: 0, to: events.count))
    #expect(rows(screen) == before)
    _ = screen.state.update(.logRestarted(run: 0))
    screen.feed(Array(events[..<200]))
    settle(&screen)
    _ = screen.state.update(Self.answer(old, events, from: 0, to: events.count))
    #expect(rows(screen) == Self.expected(["died"], Array(events[..<200])))
  }

  @Test func `numbers and remarks need no log`() {
    var screen = Self.screen(Self.events)
    screen.press("2")
    for filter in ["step:1..2 lift>0", "flag:truncated", "author:self", "task:train-11"] {
      screen.command("filter \(filter)")
      #expect(screen.state.rows.count > 0, "\(filter)")
    }
    #expect(requests(screen) == [])
  }

  @Test func `what cannot be read again is said`() throws {
    var screen = Self.screen(Self.events)
    screen.press("2")
    screen.command("filter timeout")
    settle(&screen)
    let request = try #require(requests(screen).first)
    _ = screen.state.update(.searchFailed(id: request.id, reason: "it is a pipe"))
    #expect(screen.text.contains("only the latest were searched"))
    #expect(screen.state.notice?.text.contains("it is a pipe") == true)
  }
}
