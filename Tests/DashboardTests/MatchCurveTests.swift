import RunModel
import TerminalUI
import Testing

@testable import Dashboard

/// How often a search matches, step by step.
struct MatchCurveTests {
  private func expected(_ screen: Screen, _ holds: (EpisodeRecord) -> Bool) -> [MatchCounts.Step] {
    let records = screen.state.run.episodes.records
    return Set(records.map(\.step)).sorted().map { step in
      let all = records.filter { $0.step == step }
      return MatchCounts.Step(step: step, matches: all.count(where: holds), count: all.count)
    }
  }

  @Test func `a search has a curve of its matches a step beside its list`() throws {
    var screen = Screen(steps: 12, source: .record, width: 160, height: 45)
    screen.press("2")
    #expect(!screen.text.contains("matches a step"))
    screen.command("filter fixed")
    let counts = try #require(screen.state.matchCounts)
    #expect(counts.steps == expected(screen) { $0.outcome(threshold: 1) == .fixed })
    #expect(counts.matches == screen.state.rows.count)
    #expect(
      screen.text.contains("\(counts.matches) of \(screen.state.run.episodes.count) episodes"))
    let most = try #require(counts.most)
    #expect(counts.steps.allSatisfy { $0.share <= most.share })
    #expect(screen.text.contains("most: \(most.matches) of \(most.count) at step \(most.step)"))
    screen.press("escape")
    #expect(!screen.text.contains("matches a step"))
  }

  @Test func `words are counted too, and of reflections only those that were written`() throws {
    var screen = Screen(steps: 12, source: .record, width: 160, height: 45)
    screen.press("3")
    screen.command("filter hole")
    let counts = try #require(screen.state.matchCounts)
    let state = screen.state
    let written = state.run.episodes.records.filter { $0.reflection != nil }
    #expect(counts.count == written.count)
    #expect(counts.matches == state.textGroups.count && counts.matches > 0)
    #expect(screen.text.contains("of \(written.count) reflections"))
  }

  @Test func `on a small screen the curve takes a line and the list the rest`() {
    for (height, isShown) in [(24, true), (15, false)] {
      var screen = Screen(steps: 12, source: .record, width: 80, height: height)
      screen.press("2")
      screen.command("filter fixed")
      #expect(screen.text.contains("matches a step") == isShown)
      #expect(screen.text.contains("▸"))
    }
  }

  @Test func `many steps are put together so that all of them show`() {
    var counts = MatchCounts()
    for step in 1...100 { for place in 0..<4 { counts.add(step: step, matches: place < step % 2) } }
    #expect(counts.shares(inColumns: 200).count == 100)
    let shares = counts.shares(inColumns: 10)
    #expect(shares.count == 10 && shares.allSatisfy { $0 == 0.125 })
  }

  @Test func `what cannot be read and what nothing matches has no curve to show`() {
    var screen = Screen(steps: 12, source: .record, width: 160, height: 45)
    screen.press("2")
    screen.command("filter steps:3")
    #expect(screen.state.matchCounts == nil && !screen.text.contains("matches a step"))
    screen.command("filter step:99")
    #expect(screen.text.contains("none so far"))
  }
}
