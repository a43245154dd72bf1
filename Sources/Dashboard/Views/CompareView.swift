import RunModel
import TerminalUI

extension ViewID {
  package static let compare = ViewID("compare")
}

/// Shows which of the open runs learns faster, and at what cost.
struct CompareView: DashboardView {
  let id = ViewID.compare
  let question = "which of the open runs learns faster?"

  private static let markers: [Character] = ["●", "○", "◆", "◇", "▲", "△"]

  func rows(of state: DashboardState) -> Rows { Rows(Array(state.runs.indices)) }

  func episode(of state: DashboardState) -> Int? { nil }

  func takeaway(of state: DashboardState) -> Takeaway? {
    guard let index = state.rows.selected(state.place.selection) else { return nil }
    let cells = cells(index, state, isWide: true).map { $0.map(\.text).joined() }
    return Takeaway(
      "run \(index + 1)", file: "run-\(index + 1).txt", text: cells.joined(separator: "  "))
  }

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let tableHeight = min(state.runs.count + 3, max(4, area.height / 2))
    let rows = area.rows(.share(), .fixed(area.height >= 10 ? tableHeight : 0))
    drawPlot(state, in: rows[0], on: &canvas)
    drawTable(state, in: rows[1], on: &canvas)
  }

  /// The run's state: cut at the playhead for the one on the screen, whole for the others.
  private func run(_ index: Int, _ state: DashboardState) -> RunState {
    index == state.current ? state.run : state.runs[index].timeline.latest
  }

  private func drawPlot(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let inside = Frame(
      "held-out success", note: "first attempts, band 95 %", footer: "x: \(state.axis.rawValue)"
    ).draw(in: area, on: &canvas)
    let series = state.runs.indices.compactMap { index in
      Curves(run: run(index, state), axis: state.axis).evaluation(
        "heldout", as: "\(index + 1) \(state.runs[index].name)", .series(index),
        Self.markers[index % Self.markers.count])
    }
    LinePlot(
      series, xLabel: state.axis.label, yRange: .fixed(0...1),
      emptyText: "No evaluation yet in any run."
    ).draw(in: inside, on: &canvas)
  }

  private func drawTable(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let hint = state.runs.count == 1 ? "open several: kolb open RUN RUN" : "Enter: go to the run"
    let inside = Frame("runs", note: hint, focus: .focused).draw(in: area, on: &canvas)
    let rows = state.rows
    let isWide = inside.width >= 92
    var columns: [Table.Column] = [
      .init("run", .share(2, atLeast: 10)), .init("", .share(2)),
      .init("step", .fixed(5), .trailing), .init("held-out", .fixed(17), .trailing),
      .init("tokens", .fixed(7), .trailing),
    ]
    if isWide {
      columns += [.init("net lift", .fixed(11), .trailing), .init("time", .fixed(8), .trailing)]
    }
    Table(columns, count: rows.count) { row in cells(row, state, isWide: isWide) }
      .draw(
        in: inside, state: ListState(selected: rows.place(of: state.place.selection)),
        on: &canvas)
  }

  private func cells(_ index: Int, _ state: DashboardState, isWide: Bool) -> [[Span]] {
    let run = run(index, state)
    let last = run.evaluations(named: "heldout").last?.record
    let heldOut = last.map {
      "\(Figures.share($0.successRate)) [\(Figures.share($0.low))–\(Figures.share($0.high))]"
    }
    var cells: [[Span]] = [
      [
        Span("\(Self.markers[index % Self.markers.count]) ", .series(index)),
        Span("\(index + 1) \(state.runs[index].name)", index == state.current ? .title : .text),
      ],
      [
        Span(
          [run.start?.algorithm.uppercased(), run.start?.summary].compactMap { $0 }
            .joined(separator: " · "), .muted)
      ],
      [Span("\(run.stepsDone)", .text)], [Span(heldOut ?? Figures.unknown, .text)],
      [Span(Figures.short(run.latestUpdate.map { Double($0.tokens) }), .text)],
    ]
    if isWide {
      let net = run.lift().net
      cells += [
        [Span("\(Figures.signed(net.mean)) ±\(Figures.share(net.interval?.halfWidth))", .text)],
        [Span(Figures.clock(run.elapsed), .text)],
      ]
    }
    return cells
  }

  func perform(_ action: Action, on state: inout DashboardState) -> [Command]? {
    switch action {
    case .enter:
      guard let run = state.rows.selected(state.place.selection) else { return nil }
      guard run != state.current else {
        state.notify("this run is on the screen already")
        return []
      }
      state.openRun(at: run)
      state.notify("showing \(state.open.name)")
    case .openFilter: state.notify("nothing to filter here; filters are in the lists")
    default: return nil
    }
    return []
  }
}
