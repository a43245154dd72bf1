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

  /// Markers and values fit where names do not; Enter shows these.
  private var isCompact: Bool { chart.metrics.count > 2 && inside.width < 60 }

  func plot(_ state: DashboardState) -> LinePlot {
    var plot = state.plot(of: chart, isCompact: isCompact)
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

  /// What the markers of a small plot mean.
  private func key(_ plot: LinePlot) -> [Span] {
    let shown = zip(chart.metrics.indices, chart.metrics).filter { _, metric in
      plot.series.contains { $0.marker == metric.marker && $0.style == metric.style }
    }.map(\.1)
    // All of them shortened tell more than none, which is what an edge without room shows.
    let keys = [Int.max, 5, 4, 3, 2].lazy.map { length in
      shown.map { "\($0.marker) \(Self.shortened($0.name, to: length))" }
    }
    let fitting = keys.first { $0.joined(separator: " ").count <= inside.width - 2 }
    return zip(shown, fitting ?? []).enumerated().map { place, entry in
      Span((place > 0 ? " " : "") + entry.1, entry.0.style)
    }
  }

  private static func shortened(_ name: String, to length: Int) -> String {
    name.count > length && name.count - length > 1 ? name.prefix(length) + "…" : name
  }
}
