import RunModel
import TerminalUI

/// How often the present search matches, over the training steps.
struct MatchPanel {
  let counts: MatchCounts
  /// What is counted: "episodes", "reflections".
  let noun: String

  /// A list, and below it the room for the curve while something is searched for.
  static func split(_ list: Rect?, _ state: DashboardState) -> (list: Rect?, panel: Rect?) {
    guard let list, list.height >= 14, let counts = state.matchCounts, counts.steps.count > 1
    else { return (list, nil) }
    let rows = list.rows(.share(), .fixed(list.height >= 26 ? 9 : 3))
    return (rows[0], rows[1])
  }

  static func draw(_ state: DashboardState, in area: Rect?, on canvas: inout Canvas) {
    guard let area, let counts = state.matchCounts else { return }
    MatchPanel(counts: counts, noun: state.view == .reflections ? "reflections" : "episodes")
      .draw(in: area, on: &canvas)
  }

  private func draw(in area: Rect, on canvas: inout Canvas) {
    let total = "\(Figures.count(counts.matches)) of \(Figures.count(counts.count)) \(noun)"
    let inside = Frame(
      title: [Span("matches a step", .title)], note: [Span(total, .muted)], footer: footer
    ).draw(in: area, on: &canvas)
    guard inside.height > 2 else {
      return Sparkline(counts.shares(inColumns: inside.width), .match)
        .draw(in: inside, on: &canvas)
    }
    Self.plot(counts, of: noun).draw(in: inside, on: &canvas)
  }

  /// The share of what matches, over the training steps.
  static func plot(_ counts: MatchCounts, of noun: String = "rows") -> LinePlot {
    var plot = LinePlot(
      [
        PlotSeries(
          "share of \(noun)", .accent, marker: "●",
          points: counts.steps.map { PlotPoint(Double($0.step), $0.share) })
      ], emptyText: "No match.")
    plot.yBounds = 0...1
    plot.isWhole = true
    return plot
  }

  private var footer: [Span] {
    guard let most = counts.most else { return [Span("none so far", .muted)] }
    return [Span("most: \(most.matches) of \(most.count) at step \(most.step)", .muted)]
  }
}
