import RunModel
import TerminalUI

/// Every metric of the reflections with its interval and n, its trend, and alarms.
struct MetricsPanel {
  let state: DashboardState

  private var run: RunState { state.run }

  func draw(in area: Rect, focus: Focus, on canvas: inout Canvas) {
    let metrics = Self.shown(run)
    let inside = Frame(
      title: [Span("measures", .title)],
      note: [Span("\(Scope.words(ofWhole: run)) · 95 % by prompt", .muted)],
      footer: area.width >= 60 ? footer : [], focus: focus
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard !metrics.isEmpty else {
      Paragraph(
        WhyNone.reflections(run) == nil
          ? "Measures come when the first step is over." : EmptyWords.reflections(run), .muted
      ).draw(in: inside, on: &canvas)
      return
    }
    let alarms = WarningLines(texts: Alarms.ofReflections(run))
    let warned = alarms.height(width: inside.width, limit: max(0, inside.height / 5))
    alarms.draw(in: inside.rows(.fixed(warned))[0], on: &canvas)
    let field = inside.inset(top: warned)
    let hasPlots = field.height >= 20 && field.width >= 56
    let plotHeight = hasPlots ? min(18, max(9, field.height - metrics.count)) : 0
    let parts = field.rows(.share(), .fixed(plotHeight))
    drawTable(metrics, in: parts[0], on: &canvas)
    if hasPlots { drawPlots(in: parts[1], on: &canvas) }
  }

  /// Those that anything was counted for, be it that their value is withheld.
  static func shown(_ run: RunState) -> [ReflectionMetric] {
    run.reflectionMetrics().filter { $0.value != nil || $0.withheld != nil }
  }

  /// While the part has the keyboard, the place's scroll is the selected measure.
  static func selected(_ state: DashboardState, of count: Int) -> Int {
    min(max(0, state.place.scroll), max(0, count - 1))
  }

  private var footer: [Span] {
    [Span("j k a measure · i explains it · trend: each step", .muted)]
  }

  // MARK: - Table

  /// As many as fit, about the selected one.
  private func drawTable(
    _ metrics: [ReflectionMetric], in area: Rect, on canvas: inout Canvas
  ) {
    let selected = state.place.pane == 2 ? Self.selected(state, of: metrics.count) : nil
    // What has no room is counted in a line of its own.
    let height = metrics.count > area.height ? max(1, area.height - 1) : area.height
    let first = SplitLayout.centred(selected ?? 0, count: metrics.count, height: height).offset
    if metrics.count > height, area.height > 1 {
      canvas.write(
        "… \(metrics.count - height) more; Tab here, then j k", row: height, in: area, as: .muted)
    }
    let isWide = area.width >= 44
    // A trend shows a step a column.
    let latest = run.latestClosedSteps(area.width)
    for (row, metric) in metrics.dropFirst(first).prefix(height).enumerated() {
      defer { if first + row == selected { canvas.highlight(area.line(row)) } }
      let style = MetricFigures.style(metric)
      let name = "\(metric.id.name)"
      canvas.write(
        [Span(isWide ? metric.id.family : "", .muted)], row: row, in: area)
      let left = isWide ? 5 : 0
      let column = left + (area.width >= 48 ? 25 : 18)
      canvas.write(
        name, row: row, in: area.inset(left: left).columns(.fixed(column - left - 1))[0], as: .text)
      if let reason = metric.withheld {
        canvas.write("— \(reason)", row: row, column: column, in: area, as: .muted)
        continue
      }
      canvas.write(
        [
          Span(MetricFigures.value(metric), style.bold),
          Span(" " + MetricFigures.spread(metric), style),
          Span(" n \(Figures.count(metric.count))", .muted),
        ], row: row, column: column, in: area)
      let trend = column + 26
      guard area.width - trend >= 8 else { continue }
      let values = latest.map { $0.quality[metric.id].mean ?? .nan }
      Sparkline(values, style, range: metric.id.unit == .share ? 0...1 : nil).draw(
        in: area.inset(top: row, left: trend).line(0), on: &canvas)
    }
  }

  // MARK: - Curves

  /// Those below the table, where there is room.
  static func charts(of run: RunState) -> [Chart] {
    ["help", "truth"].compactMap { ChartCatalog.chart($0, in: run) }
  }

  private func drawPlots(in area: Rect, on canvas: inout Canvas) {
    for (chart, part) in zip(Self.charts(of: run), area.columns(.share(), .share())) {
      PlotPane(
        index: 0, count: 1, chart: chart, area: part, isLarge: false, isSelected: false,
        hasCursor: true
      ).draw(state, on: &canvas)
    }
  }
}
