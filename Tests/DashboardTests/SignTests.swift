import RunModel
import TerminalUI
import Testing

@testable import Dashboard

/// One sign, one meaning: the legend is the table that pictures take their signs from.
struct SignTests {
  @Test func `no sign means two things`() {
    let symbols = Sign.all.map(\.symbol)
    #expect(Set(symbols).count == symbols.count)
    // A curve's sign is the curve's alone.
    let curves = Set(ChartCatalog.charts.flatMap(\.metrics).map { String($0.marker) })
    #expect(curves.intersection(symbols).isEmpty, "\(curves.intersection(symbols))")
    let arms = Set((0..<30).map { String(ComparisonPlot.marker($0)) })
    #expect(arms.intersection(symbols).isEmpty)
  }

  @Test(arguments: ViewCatalog.views.map(\.view.id))
  func `a key shows what the signs of a view mean, and the letters of its world`(view: ViewID) {
    var screen = Screen(width: 160, height: 130)
    screen.command("view \(view.name)")
    screen.press("I")
    #expect(screen.text.contains("signs of \(view.name)"))
    // Letters stand on boards, and where there are none they explain nothing.
    let hasBoards = Sign.Group.boards.views?.contains(view) == true
    #expect(screen.text.contains("letters of") == hasBoards)
    for sign in ["✓", "✗", "⚠"] { #expect(screen.text.contains(sign)) }
    screen.press("q")
    #expect(screen.state.popup == nil)
  }

  @Test func `what is true and what succeeded have signs of their own`() {
    #expect(Sign.isTrue.symbol != Sign.succeeded.symbol)
    #expect(Sign.isFalse.symbol != Sign.failed.symbol)
  }
}
