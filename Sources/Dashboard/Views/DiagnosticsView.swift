import RLCore
import RunModel
import TerminalUI

extension ViewID {
  package static let diagnostics = ViewID("diagnostics")
}

/// Shows whether training is healthy or about to break.
struct DiagnosticsView: DashboardView {
  let id = ViewID.diagnostics
  let question = "is training healthy, or about to break?"

  /// Its panes are its plots.
  var panes: Int { DiagnosticPlot.allCases.count }

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let alarms = Alarms.of(state.run)
    let space = min(alarms.count, max(0, area.height / 6))
    for (row, alarm) in alarms.prefix(space).enumerated() {
      canvas.write(" ⚠ \(alarm)", row: row, in: area, as: .warning)
    }
    let field = area.inset(top: space)
    let selected = DiagnosticPlot.allCases[min(state.place.pane, panes - 1)]
    guard !state.place.isEnlarged, field.width >= 60, field.height >= 14 else {
      return draw(selected, state, in: field, isLarge: true, on: &canvas)
    }
    drawGrid(state, selected, in: field, on: &canvas)
  }

  /// As many plots as can be read; the page holds the selected one.
  private func drawGrid(
    _ state: DashboardState, _ selected: DiagnosticPlot, in area: Rect, on canvas: inout Canvas
  ) {
    let grid = Self.grid(width: area.width, height: area.height)
    let plots = DiagnosticPlot.allCases
    let perPage = grid.columns * grid.rows
    let page = (plots.firstIndex(of: selected) ?? 0) / perPage
    let shown = plots.dropFirst(page * perPage).prefix(perPage)
    let used = (shown.count + grid.columns - 1) / grid.columns
    let lines = area.rows(Array(repeating: .share(), count: max(1, used)))
    for (index, plot) in shown.enumerated() {
      let cells = lines[index / grid.columns]
        .columns(Array(repeating: .share(), count: grid.columns))
      draw(
        plot, state, in: cells[index % grid.columns], isLarge: false, isSelected: plot == selected,
        on: &canvas)
    }
  }

  private static func grid(width: Int, height: Int) -> (columns: Int, rows: Int) {
    (max(1, min(3, width / 40)), max(1, min(4, height / 9)))
  }

  private func draw(
    _ plot: DiagnosticPlot, _ state: DashboardState, in area: Rect, isLarge: Bool,
    isSelected: Bool = true, on canvas: inout Canvas
  ) {
    let place = (DiagnosticPlot.allCases.firstIndex(of: plot) ?? 0) + 1
    let inside = Frame(
      title: [Span(plot.title, .title)],
      note: [Span(isSelected ? "\(place)/\(panes)" : "", .muted)],
      footer: isLarge && area.width >= 60 ? [Span(plot.meaning, .muted)] : plot.key,
      focus: isSelected ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let curves = Curves(run: state.run, axis: state.axis)
    var series = plot.series(curves)
    // Markers and values fit where names do not; Enter shows these.
    if !isLarge, series.count > 2 { for index in series.indices { series[index].name = "" } }
    LinePlot(
      series, xLabel: state.axis.label, yRange: plot.range,
      cursor: isLarge ? state.place.cursor.flatMap(curves.place(ofStep:)) : nil,
      emptyText: plot.emptyText(afterUpdates: !state.run.steps.isEmpty)
    ).draw(in: inside, on: &canvas)
  }

  // MARK: - Keys

  func perform(_ action: Action, on state: inout DashboardState) -> [Command]? {
    let columns = Self.grid(width: state.width, height: max(1, state.height - 2)).columns
    switch action {
    case .enter: state.place.isEnlarged.toggle()
    case .sideways(let count) where state.place.isEnlarged: moveCursor(by: count, on: &state)
    case .sideways(let count),
      .move(let count) where state.place.isEnlarged:
      move(by: count, on: &state)
    case .move(let count): move(by: count * columns, on: &state)
    case .halfPage(let count), .page(let count): move(by: count * columns * 2, on: &state)
    case .first: state.place.pane = 0
    case .last: state.place.pane = panes - 1
    case .back where !state.place.isEnlarged && state.place.pane > 0: state.place.pane = 0
    case .openFilter, .nextMatch, .previousMatch:
      state.notify("nothing to filter here; filters are in the lists")
    default: return nil
    }
    return []
  }

  private func move(by count: Int, on state: inout DashboardState) {
    state.place.pane = min(max(0, state.place.pane + count), panes - 1)
  }

  private func moveCursor(by count: Int, on state: inout DashboardState) {
    let steps = state.run.steps
    guard let last = steps.last else { return }
    let now = state.place.cursor ?? last.step
    let place = steps.lastIndex { $0.step <= now } ?? 0
    state.place.cursor = steps[min(max(0, place + count), steps.count - 1)].step
  }
}
