import RunModel
import TerminalUI

extension ViewID {
  package static let diagnostics = ViewID("diagnostics")
}

/// Shows whether training is healthy or about to break: any curves of a run, several at once.
struct DiagnosticsView: DashboardView {
  let id = ViewID.diagnostics
  let question = "is training healthy, or about to break?"

  /// Its panes are its plots.
  let panes = PlotLayout.standard.panes.count

  let bindings =
    PlotKeys.bindings + [
      KeyBinding(
        [.character("p")], "next-plot", .nextChart(1), "another plot in this place",
        group: "Plots"),
      KeyBinding(
        [.character("P")], "previous-plot", .nextChart(-1), "the plot before in this place",
        group: "Plots"),
      KeyBinding(
        [.character("V")], "next-layout", .nextLayout, "1, 2, 4, 6 or 12 plots", group: "Plots"),
    ]

  func takeaway(of state: DashboardState) -> Takeaway? {
    focusedChart(of: state).flatMap { state.values(of: $0) }
  }

  func charts(of state: DashboardState) -> [Chart] {
    // The two lines above and below the view.
    let area = Rect(column: 0, row: 0, width: state.width, height: max(0, state.height - 2))
    return plots(of: state, in: area).map(\.chart)
  }

  func focusedChart(of state: DashboardState) -> Chart? {
    state.chart(atPane: selected(state))
  }

  private func selected(_ state: DashboardState) -> Int {
    min(max(0, state.place.pane), state.layout.panes.count - 1)
  }

  // MARK: - Picture

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let alarms = Alarms.of(state.run)
    for (row, alarm) in alarms.prefix(alarmLines(alarms.count, area)).enumerated() {
      canvas.write(" ⚠ \(alarm)", row: row, in: area, as: .warning)
    }
    for pane in plots(of: state, alarms.count, in: area) { pane.draw(state, on: &canvas) }
  }

  private func alarmLines(_ count: Int, _ area: Rect) -> Int {
    min(count, max(0, area.height / 6))
  }

  /// The plots that show; the page holds the selected one.
  func plots(of state: DashboardState, in area: Rect) -> [PlotPane] {
    plots(of: state, Alarms.of(state.run).count, in: area)
  }

  private func plots(of state: DashboardState, _ alarms: Int, in area: Rect) -> [PlotPane] {
    let field = area.inset(top: alarmLines(alarms, area))
    let (selected, count) = (selected(state), state.layout.panes.count)
    func pane(_ index: Int, _ area: Rect, isLarge: Bool) -> PlotPane {
      PlotPane(
        index: index, count: count, chart: state.chart(atPane: index), area: area,
        isLarge: isLarge, isSelected: index == selected)
    }
    guard !state.place.isEnlarged, count > 1, field.width >= 60, field.height >= 14 else {
      return [pane(selected, field, isLarge: true)]
    }
    let grid = state.layout.grid(in: field)
    let page = selected / (grid.columns * grid.rows)
    let shown = Array((0..<count).dropFirst(page * grid.columns * grid.rows))
      .prefix(grid.columns * grid.rows)
    let used = (shown.count + grid.columns - 1) / grid.columns
    let lines = field.rows(Array(repeating: .share(), count: max(1, used)))
    return shown.enumerated().map { place, index in
      let cells = lines[place / grid.columns]
        .columns(Array(repeating: .share(), count: grid.columns))
      return pane(index, cells[place % grid.columns], isLarge: false)
    }
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    plots(of: state, in: area).map {
      Region($0.area, pane: $0.index, .plot($0.plot(state)))
    }
  }

  // MARK: - Keys

  func perform(_ action: Action, on state: inout DashboardState) -> [Command]? {
    if let commands = state.performOnPlot(action, state.chart(atPane: selected(state))) {
      return commands
    }
    let field = Rect(column: 0, row: 0, width: state.width, height: max(1, state.height - 2))
    let columns = state.layout.grid(in: field).columns
    let isAlone = state.place.isEnlarged || state.layout.panes.count == 1
    switch action {
    case .enter: enter(&state, isAlone: isAlone)
    case .sideways(let count) where isAlone: state.moveCursor(by: count)
    case .sideways(let count),
      .move(let count) where isAlone:
      move(by: count, on: &state)
    case .move(let count): move(by: count * columns, on: &state)
    case .halfPage(let count), .page(let count): move(by: count * columns * 2, on: &state)
    case .nextPane: cycle(by: 1, on: &state)
    case .previousPane: cycle(by: -1, on: &state)
    case .first where isAlone: state.moveCursorToEnd(first: true)
    case .last where isAlone: state.moveCursorToEnd(first: false)
    case .first: state.place.pane = 0
    case .last: state.place.pane = state.layout.panes.count - 1
    case .nextChart(let count): state.showNextChart(by: count)
    case .nextLayout: state.showNextLayout()
    case .back where !state.place.isEnlarged && state.place.pane > 0: state.place.pane = 0
    case .openFilter, .nextMatch, .previousMatch:
      state.notify("nothing to filter here; filters are in the lists")
    default: return nil
    }
    return []
  }

  /// Into the plot, and from its cursor to the episodes.
  private func enter(_ state: inout DashboardState, isAlone: Bool) {
    if isAlone, state.place.cursor != nil {
      state.enterStep()
    } else {
      state.place.isEnlarged.toggle()
    }
  }

  private func cycle(by count: Int, on state: inout DashboardState) {
    let panes = state.layout.panes.count
    guard panes > 1 else { return state.notify("this layout has one plot; V shows more") }
    state.place.pane = (selected(state) + count + panes) % panes
  }

  private func move(by count: Int, on state: inout DashboardState) {
    let wanted = min(max(0, selected(state) + count), state.layout.panes.count - 1)
    if state.layout.panes.count == 1 { state.notify("this layout has one plot; V shows more") }
    state.place.pane = wanted
  }
}
