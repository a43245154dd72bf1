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
        [.character("p")], "next-plot", .plot(.nextChart(1)), "another plot in this place",
        group: "Plots"),
      KeyBinding(
        [.character("P")], "previous-plot", .plot(.nextChart(-1)), "the plot before in this place",
        group: "Plots"),
      KeyBinding(
        [.character("V")], "next-layout", .plot(.nextLayout), "1, 2, 4, 6 or 12 plots",
        group: "Plots"),
    ]

  func takeaway(of state: DashboardState) -> Takeaway? {
    focusedChart(of: state).flatMap { state.values(of: $0) }
  }

  func charts(of state: DashboardState) -> [Chart] {
    // The two lines above and below the view.
    let area = Rect(
      column: 0, row: 0, width: state.screen.width, height: max(0, state.screen.height - 2))
    return plots(of: state, in: area).map(\.chart)
  }

  func focusedChart(of state: DashboardState) -> Chart? {
    state.chart(atPane: selected(state))
  }

  private func selected(_ state: DashboardState) -> Int {
    min(max(0, state.place.pane), state.plots.layout.panes.count - 1)
  }

  // MARK: - Picture

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let warnings = Self.warnings(state)
    let lines = Self.lines(of: warnings, in: area)
    warnings.draw(in: area.inset(left: 1, right: 1).rows(.fixed(lines))[0], on: &canvas)
    for pane in plots(of: state, below: lines, in: area) { pane.draw(state, on: &canvas) }
  }

  private static func warnings(_ state: DashboardState) -> WarningLines {
    WarningLines(texts: state.alarms.map(\.text))
  }

  private static func lines(of warnings: WarningLines, in area: Rect) -> Int {
    warnings.height(width: area.width - 2, limit: max(0, area.height / 6))
  }

  /// The plots that show; the page holds the selected one.
  func plots(of state: DashboardState, in area: Rect) -> [PlotPane] {
    plots(of: state, below: Self.lines(of: Self.warnings(state), in: area), in: area)
  }

  private func plots(of state: DashboardState, below lines: Int, in area: Rect) -> [PlotPane] {
    let field = area.inset(top: lines)
    let (selected, count) = (selected(state), state.plots.layout.panes.count)
    func pane(_ index: Int, _ area: Rect, isLarge: Bool) -> PlotPane {
      PlotPane(
        index: index, count: count, chart: state.chart(atPane: index), area: area,
        isLarge: isLarge, isSelected: index == selected)
    }
    guard !state.place.isEnlarged, count > 1, field.width >= 60, field.height >= 14 else {
      return [pane(selected, field, isLarge: true)]
    }
    let grid = state.plots.layout.grid(in: field)
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

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    let field = Rect(
      column: 0, row: 0, width: state.screen.width, height: max(1, state.screen.height - 2))
    let columns = state.plots.layout.grid(in: field).columns
    let isAlone = state.place.isEnlarged || state.plots.layout.panes.count == 1
    switch action {
    case .move(.enter): return enter(state, isAlone: isAlone)
    case .move(.sideways(let count)) where isAlone: return [.moveCursor(by: count)]
    case .move(.sideways(let count)): return move(by: count, state)
    case .move(.rows(let count)): return move(by: isAlone ? count : count * columns, state)
    case .move(.halfPages(let count)), .move(.pages(let count)):
      return move(by: count * columns * 2, state)
    case .move(.nextPane): return cycle(by: 1, state)
    case .move(.previousPane): return cycle(by: -1, state)
    case .move(.first): return isAlone ? [.moveCursorToEnd(first: true)] : [focus(0, state)]
    case .move(.last):
      return isAlone
        ? [.moveCursorToEnd(first: false)] : [focus(state.plots.layout.panes.count - 1, state)]
    case .move(.back) where !state.place.isEnlarged && state.place.pane > 0:
      return [focus(0, state)]
    case .find(.openFilter), .find(.nextMatch), .find(.previousMatch):
      return [.say("nothing to filter here; filters are in the lists")]
    default: return nil
    }
  }

  /// Into the plot, and from its cursor to the episodes.
  private func enter(_ state: DashboardState, isAlone: Bool) -> [Intent] {
    if isAlone, state.place.cursor != nil { return [.drillIntoStep] }
    var place = state.place
    place.isEnlarged.toggle()
    return [.place(place)]
  }

  private func cycle(by count: Int, _ state: DashboardState) -> [Intent] {
    let panes = state.plots.layout.panes.count
    guard panes > 1 else { return [.say("this layout has one plot; V shows more")] }
    return [focus((selected(state) + count + panes) % panes, state)]
  }

  private func move(by count: Int, _ state: DashboardState) -> [Intent] {
    let panes = state.plots.layout.panes.count
    let wanted = focus(min(max(0, selected(state) + count), panes - 1), state)
    return panes == 1 ? [.say("this layout has one plot; V shows more"), wanted] : [wanted]
  }

  /// Plots have no text that would have been scrolled.
  private func focus(_ pane: Int, _ state: DashboardState) -> Intent {
    var place = state.place
    place.pane = pane
    return .place(place)
  }
}
