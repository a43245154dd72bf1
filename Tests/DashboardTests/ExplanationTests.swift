import RunModel
import TerminalUI
import Testing

@testable import Dashboard

/// One key says what is selected: how it is counted, on how many, and what to think of it.
struct ExplanationTests {
  @Test func `every measure says what it counts, on how many, good and bad values and its source`()
  {
    for id in ReflectionMetric.ID.allCases {
      let words = id.explanation
      for part in [words.meaning, words.count, words.good, words.bad, words.source] {
        #expect(!part.isEmpty, "\(id)")
      }
      #expect(words.meaning == id.formula)
    }
  }

  @Test func `every plot and every alarm is explained`() {
    for chart in ChartCatalog.charts {
      let words = ChartCatalog.explanation(of: chart)
      #expect(!words.count.isEmpty && !words.source.isEmpty, "\(chart.id)")
      for curve in ChartCatalog.curves(of: chart) { #expect(!curve.meaning.isEmpty) }
    }
    for kind in Alarm.Kind.allCases {
      let words = kind.explanation
      #expect(!words.meaning.isEmpty && !words.good.isEmpty && !words.source.isEmpty, "\(kind)")
    }
  }

  @Test func `the selected measure is the one that is explained`() throws {
    var screen = Screen(steps: 12, width: 160, height: 50)
    screen.press("3", "tab", "tab")
    let shown = MetricsPanel.shown(screen.state.run)
    try #require(shown.count > 3)
    screen.press("j", "j", "i")
    let words = shown[2].id.explanation
    #expect(screen.text.contains(words.name))
    #expect(screen.text.contains("source: " + words.source.prefix(20)))
    #expect(screen.text.contains("good: "))
  }

  @Test(arguments: ViewCatalog.views.map(\.view.id))
  func `every view has something to say of what is selected, in every part`(view: ViewID) {
    var screen = Screen(steps: 12, width: 160, height: 50)
    screen.command("view \(view.name)")
    for _ in 0..<screen.state.currentView.panes {
      screen.press("i")
      guard case .explanation(let entries, _) = screen.state.popup else {
        Issue.record("nothing in \(view.name)")
        return
      }
      #expect(!entries.isEmpty && entries.allSatisfy { !$0.meaning.isEmpty })
      screen.press("escape", "tab")
    }
  }

  @Test func `anything is explained by its name, and a slip of the finger is answered`() {
    var screen = Screen(steps: 12, width: 120, height: 40)
    screen.command("explain erl.group_size")
    #expect(screen.text.contains("option erl.group_size"))
    screen.press("escape")
    screen.command("explain novelty")
    #expect(screen.text.contains("R8 novelty") && screen.text.contains("plot novelty"))
    screen.press("escape")
    screen.command("explain ≠")
    #expect(screen.text.contains("false: the world is not as the text says"))
    screen.press("escape")
    screen.command("explain noveltie")
    #expect(screen.text.contains("Did you mean 'novelty'?"))
  }

  @Test func `an alarm's key says what it means and leads to its view`() throws {
    var screen = Screen(steps: 20, of: 20, width: 120, height: 40)
    let alarms = Alarms.all(of: screen.state.run)
    screen.press("a")
    guard let first = alarms.first else {
      #expect(screen.text.contains("nothing looks wrong"))
      return
    }
    #expect(screen.text.contains(first.text.prefix(40)))
    #expect(screen.text.contains("alarm \(first.kind.rawValue)"))
    screen.press("enter")
    #expect(screen.state.view == first.kind.place.view)
    screen.press("escape")
    #expect(screen.state.popup == nil)
  }
}
