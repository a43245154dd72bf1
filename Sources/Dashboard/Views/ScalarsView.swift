import RunModel
import TerminalUI

extension ViewID {
  package static let scalars = ViewID("scalars")
}

/// Shows the numbers that a trainer gave names of its own, and what its log cannot tell; of a run
/// that has none, all that it measures.
struct ScalarsView: DashboardView {
  let id = ViewID.scalars
  let question = "which numbers are there, and what does a log not say?"
  /// The names, and the curve of the one that is selected.
  let panes = 2

  let bindings = PlotKeys.bindings

  private static let listWidth = 44

  /// Rows are numbered by the order in which the names came.
  func rows(of state: DashboardState) -> Rows {
    let names = NumberList(run: state.run).names
    let words = state.place.filter.lowercased().split(separator: " ")
    guard !words.isEmpty else {
      return Rows(
        count: names.count, number: { $0 },
        place: { names.isEmpty ? nil : min(max(0, $0), names.count - 1) })
    }
    return Rows(
      names.indices.filter { index in
        let name = names[index].lowercased()
        return words.allSatisfy { name.contains($0) }
      })
  }

  private func selected(_ state: DashboardState) -> String? {
    let rows = shownRows(of: state)
    guard rows.count > 0 else { return nil }
    // The first that was logged is what most trainers care for most.
    let place = state.place.selection == .latest ? 0 : rows.place(of: state.place.selection)
    let names = NumberList(run: state.run).names
    let number = rows.number(place)
    return names.indices.contains(number) ? names[number] : nil
  }

  func charts(of state: DashboardState) -> [Chart] {
    selected(state).map { [NumberList(run: state.run).chart(named: $0)] } ?? []
  }

  func focusedChart(of state: DashboardState) -> Chart? { charts(of: state).first }

  func takeaway(of state: DashboardState) -> Takeaway? {
    focusedChart(of: state).flatMap { state.values(of: $0) }
  }

  // MARK: - Drawing

  private func parts(
    _ state: DashboardState, in area: Rect
  ) -> (list: Rect?, plot: Rect?, absent: Rect?) {
    if state.place.isEnlarged { return (nil, area, nil) }
    let parts = SplitLayout.parts(area, listWidth: Self.listWidth, pane: state.place.pane)
    let facts = absent(state)
    guard let detail = parts.detail, !facts.isEmpty, detail.height >= 16 else {
      return (parts.list, parts.detail, nil)
    }
    let height = min(detail.height / 3, facts.count + 2)
    let rows = detail.rows(.share(), .fixed(height))
    return (parts.list, rows[0], rows[1])
  }

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let parts = parts(state, in: area)
    let focused = state.place.pane
    if let list = parts.list {
      ScalarList(state: state, rows: shownRows(of: state), focus: focused == 0)
        .draw(in: list, on: &canvas)
    }
    if let plot = parts.plot { drawPlot(state, in: plot, isFocused: focused == 1, on: &canvas) }
    if let absent = parts.absent { drawAbsent(state, in: absent, on: &canvas) }
  }

  private func drawPlot(
    _ state: DashboardState, in area: Rect, isFocused: Bool, on canvas: inout Canvas
  ) {
    guard let chart = focusedChart(of: state) else {
      let inside = Frame("curve", focus: isFocused ? .focused : .unfocused)
        .draw(in: area, on: &canvas).inset(left: 1, right: 1)
      Paragraph("Here stands the curve of the number that is selected.", .muted)
        .draw(in: inside, on: &canvas)
      return
    }
    PlotPane(
      index: 0, count: 1, chart: chart, area: area, isLarge: true, isSelected: isFocused
    ).draw(state, on: &canvas)
  }

  private func drawAbsent(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let facts = absent(state)
    let format = state.run.start?.format
    let inside = Frame(
      title: [Span(format.map { "not in a log of \($0)" } ?? "not in this log", .title)],
      focus: .unfocused
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    for (row, fact) in facts.enumerated() {
      canvas.write(
        [Span(fact.fact, .text), Span(": \(fact.why)", .muted)], row: row, in: inside)
    }
  }

  /// What the log could not give, and why; first what of it could not be read.
  private func absent(_ state: DashboardState) -> [AbsentFact] {
    let lines = state.open.leftOut.map { lines in
      AbsentFact(lines.words, lines.reasons.joined(separator: " · "))
    }
    let late = state.open.late.map { AbsentFact($0.words, LateEpisodes.why) }
    return [lines, late].compactMap { $0 } + (state.run.start?.absent ?? [])
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    let parts = parts(state, in: area)
    let chart = focusedChart(of: state)
    return [
      parts.list.map { Region($0, pane: 0, .list) },
      parts.plot.map { area in
        Region(area, pane: 1, chart.map { .plot(state.plot(of: $0)) } ?? .text)
      },
    ].compactMap { $0 }
  }

  func explanations(of state: DashboardState) -> [Explanation] {
    let lines = state.open.leftOut.map { lines in
      Explanation(lines.words, lines.reasons.joined(separator: " · "))
    }
    let late = state.open.late.map { Explanation($0.words, LateEpisodes.why) }
    let facts = state.run.start?.absent ?? []
    let thinned = state.run.scalars.thinned > 0 ? [Self.ofThinning] : []
    let measure =
      NumberList(run: state.run).isOwn
      ? focusedChart(of: state).map { [ChartCatalog.explanation(of: $0)] } ?? [] : []
    return measure + [own] + [lines, late].compactMap { $0 } + thinned
      + facts.map { Explanation("no \($0.fact)", $0.why) }
  }

  private static let ofThinning = Explanation(
    "values left out of curves",
    "of more than \(ScalarLedger.mostPoints) values of a name, the lowest and the highest of each "
      + "stretch are kept, as they were logged; 'kolb export' has all of them")

  // MARK: - Keys

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    let isInPlot = state.place.pane == 1
    switch action {
    case .move(.sideways(let count)): return [.moveCursor(by: count)]
    case .move(.rows(let count)) where isInPlot: return [.moveCursor(by: count)]
    case .move(.halfPages(let count)) where isInPlot, .move(.pages(let count)) where isInPlot:
      return [.moveCursor(by: count * 10)]
    case .move(.first) where isInPlot: return [.moveCursorToEnd(first: true)]
    case .move(.last) where isInPlot: return [.moveCursorToEnd(first: false)]
    case .move(.enter):
      var place = state.place
      place.isEnlarged = isInPlot ? !place.isEnlarged : false
      place.pane = 1
      return [.place(place)]
    default: return nil
    }
  }
}
