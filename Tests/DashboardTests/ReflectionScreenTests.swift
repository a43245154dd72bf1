import Dashboard
import RLCore
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

struct ReflectionScreenTests {
  /// A run whose reflections were judged: every other one gives moves and a square away.
  private static func judged(width: Int, height: Int) -> Screen {
    var screen = Screen(steps: -1, source: .record, width: width, height: height)
    screen.feed(
      SyntheticRun(steps: 12, prompts: 4).events.map { logged in
        guard case .reflection(var written) = logged.event else { return logged }
        let end = min(7, written.text.unicodeScalars.count)
        written.claims = [
          Claim(
            .rule, written.id % 3 == 0 ? .wrong : .right, about: "C", at: 0..<end, isShown: true)
        ]
        if written.id % 2 == 0 {
          written.claims?.append(
            Claim(.leak, .right, about: "coordinates", at: 0..<1, isShown: false))
          written.claims?.append(Claim(.leak, .wrong, about: "moves", at: 0..<1, isShown: false))
        }
        written.facts = 6
        return LoggedEvent(.reflection(written), time: logged.time)
      })
    return screen
  }

  @Test func `the verdict stands above the reflections in words, with n`() throws {
    var screen = Self.judged(width: 160, height: 45)
    screen.press("3")
    let verdict = ReflectionVerdict(screen.state.run.reflectionMetrics()).text
    let start = try #require(verdict.split(separator: ";").first)
    #expect(screen.text.contains(start))
    #expect(screen.text.contains("(n "))
  }

  @Test func `every metric on the screen has its value and its n`() throws {
    var screen = Self.judged(width: 160, height: 60)
    screen.press("3")
    for id in [ReflectionMetric.ID.netLift, .rulePrecision, .leak, .novelty] {
      let metric = try #require(screen.state.run.reflectionMetric(id))
      let line = try #require(
        screen.lines.first { $0.contains(id.name) && $0.contains("n \(metric.count)") }, "\(id)")
      if id == .leak {
        let interval = try #require(metric.interval)
        #expect(
          line.contains(
            "\(Figures.share(metric.value)) "
              + "[\(Figures.share(interval.low))–\(Figures.share(interval.high))]"))
      }
    }
  }

  @Test func `sorting by what they leak puts the leaking ones at the end, reversed first`() throws {
    var screen = Self.judged(width: 120, height: 40)
    screen.press("3", "s", "s", "s")
    func leaks(_ place: Int) -> Bool? {
      screen.state.run.episodes[screen.state.rows.number(place)]?.reflection?.claims?.leaks.isEmpty
    }
    #expect(leaks(0) == true)
    #expect(leaks(screen.state.rows.count - 1) == false)
    screen.press("S")
    #expect(leaks(0) == false)
    #expect(leaks(screen.state.rows.count - 1) == true)
  }

  @Test func `a filter finds the reflections that leak and those that are wrong`() {
    var screen = Self.judged(width: 120, height: 40)
    screen.press("3", "U")
    let all = screen.state.rows.count
    screen.command("filter leak")
    let leaking = screen.state.rows.count
    #expect(leaking > 0 && leaking < all)
    screen.command("filter rules<1")
    let wrong = screen.state.rows.count
    #expect(wrong > 0 && wrong < all)
  }

  @Test func `claims are marked by a sign besides their colour`() {
    var screen = Self.judged(width: 160, height: 45)
    screen.press("3")
    screen.command("filter rules<1")
    #expect(screen.text.contains("≠"))
    screen.command("filter leak")
    // Tall enough for the whole reflection below the metrics.
    _ = screen.state.update(.resized(width: 160, height: 90))
    #expect(screen.text.contains("! names this very task: coordinates, moves"))
  }

  @Test func `the transitions add up and lead to their episodes and back`() throws {
    var screen = Self.judged(width: 160, height: 45)
    screen.press("8")
    let steps = screen.state.run.steps.filter(\.isClosed)
    let outcomes = screen.state.run.outcomes()
    let solved = steps.reduce(0) { $0 + $1.first.solved }
    #expect(screen.text.contains("n \(solved + outcomes.gated) episodes"))
    #expect(screen.text.contains("failed ⇒ solved"))
    screen.press("k", "enter")
    #expect(screen.state.view == .episodes)
    #expect(screen.state.rows.count > 0)
    screen.press("escape")
    #expect(screen.state.view == .transitions)
  }

  @Test func `a persistent failure leads to its prompt's episodes`() throws {
    var screen = Self.judged(width: 160, height: 45)
    screen.press("8", "tab")
    try #require(screen.state.rows.count > 1)
    screen.press("k")
    let episode = try #require(screen.state.rows.selected(screen.state.place.selection))
    screen.press("enter")
    #expect(screen.state.view == .episodes)
    let group = screen.state.run.episodes[episode]?.group
    let rows = screen.state.rows
    #expect(
      (0..<rows.count).allSatisfy { screen.state.run.episodes[rows.number($0)]?.group == group })
  }

  @Test func `both views say in a small picture and without colour what they say in a large one`() {
    for (width, height) in [(80, 24), (40, 12)] {
      for glyphs in [GlyphSet.braille, .ascii] {
        var screen = Self.judged(width: width, height: height)
        screen.press("3", "tab", "tab")
        let metrics = screen.state.draw(glyphs: glyphs).lines.joined(separator: "\n")
        #expect(metrics.contains("fix rate"))
        screen.press("8")
        let transitions = screen.state.draw(glyphs: glyphs).lines.joined(separator: "\n")
        #expect(transitions.contains("solved"))
        #expect(transitions.contains("n "))
      }
    }
  }
}
