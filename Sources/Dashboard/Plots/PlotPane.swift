import RunModel
import TerminalUI

/// A chart in its frame, for drawing and for whatever is pointed at.
struct PlotPane {
  let index: Int
  let count: Int
  let chart: Chart
  let area: Rect
  /// Whether it has the place to itself, with names and a cursor.
  let isLarge: Bool
  let isSelected: Bool
  /// Whether the values at the cursor show also where it is not selected.
  var hasCursor = false

  var inside: Rect { area.inset(by: 1) }

  func plot(_ state: DashboardState) -> LinePlot {
    var plot = state.plot(of: chart)
    if !isLarge, !isSelected, !hasCursor { plot.cursor = nil }
    return plot
  }

  func draw(_ state: DashboardState, on canvas: inout Canvas) {
    let plot = plot(state)
    Frame(
      title: [Span(chart.title, .title)] + remarks(plot, state), note: note(state),
      footer: !plot.namesCurves(width: inside.width, height: inside.height)
        ? key(plot) : isLarge && area.width >= 60 ? [Span(chart.meaning, .muted)] : [],
      focus: isSelected ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    plot.draw(in: inside, on: &canvas)
  }

  /// What is unusual about the picture: its scale, and points that have no place.
  private func remarks(_ plot: LinePlot, _ state: DashboardState) -> [Span] {
    let scale = state.scale(of: chart)
    var spans = scale == .linear ? [] : [Span(" \(scale.rawValue)", .muted)]
    let missing = plot.unplottableCount
    if missing > 0 { spans.append(Span(" \(Sign.unplottable.symbol)\(missing)", .warning)) }
    return spans
  }

  private func note(_ state: DashboardState) -> [Span] {
    guard isSelected else { return [] }
    let place = count > 1 ? "\(index + 1)/\(count)" : ""
    guard isLarge else { return [Span(place, .muted)] }
    let action = state.place.cursor.map { "Enter: episodes of step \($0) · " } ?? ""
    let smoothing = state.plots.smoothing.words(forCount: state.run.steps.count)
    return [Span(area.width >= 76 ? action + smoothing + " " : "", .muted), Span(place, .muted)]
  }

  /// What the signs of a small plot mean: the names of all curves, cut where there is no room.
  private func key(_ plot: LinePlot) -> [Span] {
    let shown = chart.metrics.filter { metric in
      plot.series.contains { $0.marker == metric.marker && $0.style == metric.style }
    }
    func key(_ longest: Int, _ gap: String) -> [Span] {
      shown.enumerated().map { place, metric in
        let isCut = metric.name.count > longest
        let name = isCut ? metric.name.prefix(longest - 1) + "." : metric.name
        return Span((place > 0 ? gap : "") + "\(metric.marker) \(name)", metric.style)
      }
    }
    let choices = [(40, "  "), (40, " "), (8, " "), (6, " "), (5, " "), (4, " "), (3, " ")]
    let keys = choices.lazy.map(key)
    return keys.first {
      $0.reduce(0) { $0 + TextWidth.columns(of: $1.text) } <= inside.width - 2
    } ?? []
  }
}
