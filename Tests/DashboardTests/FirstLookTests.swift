import Foundation
import RLCore
import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

/// What a view says to somebody who has just come to it: what is so, and what can be done.
struct FirstLookTests {
  /// A run that is over, whose latest first attempt needed no second.
  private static func finished(_ width: Int = 100, _ height: Int = 30) -> Screen {
    var screen = Screen(steps: -1, source: .record, width: width, height: height)
    screen.feed(SyntheticRun(seed: 1, steps: 8, prompts: 2, finishes: true).events)
    return screen
  }

  @Test func `the run's name and seed stand at the top at every width`() {
    for width in [80, 100, 160] {
      let line = Self.finished(width).lines[0]
      #expect(line.contains("synthetic seed 1"), "\(line)")
      #expect(line.contains("step 8/"), "\(line)")
    }
  }

  @Test func `names of curves stand beside their values and not once more below`() {
    for (width, height) in [(80, 24), (100, 30), (160, 45)] {
      let screen = Self.finished(width, height)
      #expect(screen.text.components(separatedBy: "● held-out").count == 2, "\(screen.text)")
    }
  }

  @Test func `a small screen has few plots, each high enough for its curves`() {
    for (width, height, most) in [(80, 24, 2), (100, 30, 4)] {
      var screen = Self.finished(width, height)
      screen.press("5")
      let view = DiagnosticsView()
      let area = Rect(column: 0, row: 0, width: width, height: height - 2)
      let plots = view.plots(of: screen.state, in: area)
      #expect(plots.count <= most && plots.allSatisfy { $0.area.height >= 11 })
    }
  }

  @Test func `what is measured only on request is the last plot`() {
    #expect(PlotLayout.standard.panes.last?.chart == "kl")
  }

  @Test func `a name below a plot is whole`() throws {
    for width in [80, 100] {
      var screen = Self.finished(width, 30)
      screen.press("5")
      for line in screen.lines where line.contains("○ first") {
        #expect(!line.contains("…"), "\(line)")
      }
    }
  }

  @Test func `episodes begin with a pair where the run is over`() throws {
    var screen = Self.finished()
    var solved = AttemptRecord.example(episode: 9000, step: 8)
    solved.reward = 1
    screen.feed([LoggedEvent(.attempt(solved))])
    screen.press("2")
    let episode = try #require(screen.state.currentView.episode(of: screen.state))
    #expect(screen.state.run.episodes[episode]?.second != nil)
    #expect(screen.text.contains("episode \(Figures.count(episode)) step"))
    screen.press("G", "1", "2")
    #expect(screen.state.place.selection == .latest)
  }

  @Test func `what a filter does not find is said of the whole run`() {
    var screen = Self.finished()
    let count = Figures.count(screen.state.run.episodes.count)
    screen.press("2")
    screen.command("filter step>900")
    let words = QueryNote.nothingFound(screen.state)
    #expect(words == "No match for 'step>900' in the whole run (\(count) episodes).")
  }

  @Test func `a log that is over is not said to bring anything yet`() {
    var screen = Screen(steps: -1, source: .record, width: 100, height: 30)
    let start = RunStart(
      run: "report", kolb: "", environment: "lakes", algorithm: "erl", seed: 1, steps: 1,
      digest: "", legend: [])
    screen.feed([LoggedEvent(.runStarted(start)), LoggedEvent(.runFinished(step: 1))])
    for key in ["3", "4", "8"] {
      screen.press(key)
      #expect(!screen.text.contains(" yet"), "\(screen.text)")
    }
  }

  @Test func `view 9 lists what the run's own steps measured, with the latest values`() throws {
    var screen = Self.finished()
    screen.press("9")
    let rate = try #require(screen.state.run.evaluations(named: "heldout").last).record.successRate
    let line = try #require(screen.lines.first { $0.contains("success.heldout") })
    #expect(line.contains(NumberText.short(rate)), "\(line)")
    screen.command("filter loss")
    #expect(screen.state.rows.count > 1)
    #expect(screen.text.contains("loss ·"))
  }

  @Test(arguments: [80, 100, 160, 200])
  func `the ways in and out stand at the bottom of every view that has them`(width: Int) {
    for (key, view) in ViewCatalog.views {
      var screen = Self.finished(width)
      screen.press(String(key))
      let line = screen.lines[29]
      #expect(line.contains("Enter"), "\(line)")
      #expect(line.contains(" q"), "\(line)")
      #expect(view.panes == 1 || line.contains("Tab"), "\(line)")
    }
  }

  @Test func `a warning is told whole where there is room`() {
    let words = (1...30).map { "word\($0)" }.joined(separator: " ")
    let lines = WarningLines(texts: [words, "second"])
    #expect(lines.height(width: 60, limit: 9) == 5)
    var canvas = Canvas(width: 60, height: 5)
    lines.draw(in: canvas.bounds, on: &canvas)
    #expect(canvas.lines.joined(separator: " ").contains("word30"))
    #expect(canvas.lines[4].contains("⚠ second"))
    var small = Canvas(width: 60, height: 4)
    lines.draw(in: small.bounds, on: &small)
    #expect(small.lines[3].contains("and 1 more"))
  }

  @Test func `whoever is asked sees how long the run still waits`() {
    var screen = Screen(steps: 6, width: 100, height: 30)
    _ = screen.state.update(.engineChanged(.running))
    screen.feed([LoggedEvent(.asked(Question(step: 7, episode: 1, wait: 600)))])
    for _ in 0..<3 { _ = screen.state.update(.ticked(seconds: 5)) }
    #expect(screen.lines[0].contains("9:50 left"), "\(screen.lines[0])")
    #expect(screen.state.tickInterval == 1)
  }
}
