import RunModel
import TerminalUI

/// Every metric of the reflections with its interval and n, its trend, and alarms.
struct MetricsPanel {
  let state: DashboardState

  private var run: RunState { state.run }

  func draw(in area: Rect, focus: Focus, on canvas: inout Canvas) {
    let metrics = Self.shown(run)
    let inside = Frame(
      title: [Span("metrics", .title)],
      note: [Span("whole run · ±95 % by prompt", .muted)],
      footer: area.width >= 60 ? footer : [], focus: focus
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard !metrics.isEmpty else {
      Paragraph(
        run.start?.algorithm == "rlvr"
          ? "RLVR writes no reflections." : "Metrics come when the first step is over.", .muted
      ).draw(in: inside, on: &canvas)
      return
    }
    let alarms = Alarms.ofReflections(run)
    let warned = min(alarms.count, max(0, inside.height / 5))
    for (row, alarm) in alarms.prefix(warned).enumerated() {
      canvas.write("⚠ \(alarm)", row: row, in: inside, as: .warning)
    }
    let field = inside.inset(top: warned)
    let hasPlots = field.height >= 20 && field.width >= 56
    let plotHeight = hasPlots ? min(18, max(9, field.height - metrics.count)) : 0
    let parts = field.rows(.share(), .fixed(plotHeight))
    drawTable(metrics, in: parts[0], on: &canvas)
    if hasPlots { drawPlots(in: parts[1], on: &canvas) }
  }

  /// Those that anything was counted for.
  static func shown(_ run: RunState) -> [ReflectionMetric] {
    run.reflectionMetrics().filter { $0.value != nil }
  }

  private var footer: [Span] {
    [Span("✓ and ✗ where the interval leaves 0 out · trend: each step", .muted)]
  }

  // MARK: - Table

  /// As many as fit, from the scroll position on.
  private func drawTable(
    _ metrics: [ReflectionMetric], in area: Rect, on canvas: inout Canvas
  ) {
    let hidden = max(0, metrics.count - area.height)
    let first = state.place.pane == 2 ? min(state.place.scroll, hidden) : 0
    let isWide = area.width >= 44
    for (row, metric) in metrics.dropFirst(first).prefix(area.height).enumerated() {
      let style = MetricFigures.style(metric)
      let name = "\(metric.id.name)"
      canvas.write(
        [Span(isWide ? metric.id.family : "", .muted)], row: row, in: area)
      let left = isWide ? 5 : 0
      canvas.write(name, row: row, column: left, in: area.inset(right: 20), as: .text)
      let column = left + (area.width >= 60 ? 25 : 18)
      canvas.write(
        [
          Span(MetricFigures.value(metric), style.bold),
          Span(" " + MetricFigures.spread(metric), style),
          Span(" n \(Figures.count(metric.count))", .muted),
        ], row: row, column: column, in: area)
      let trend = column + 24
      guard area.width - trend >= 8 else { continue }
      let values = run.steps.filter(\.isClosed).map { $0.quality[metric.id].mean ?? .nan }
      Sparkline(values, style).draw(
        in: area.inset(top: row, left: trend).line(0), on: &canvas)
    }
  }

  // MARK: - Curves

  private func drawPlots(in area: Rect, on canvas: inout Canvas) {
    let charts = ["help", "truth"].compactMap { ChartCatalog.chart($0, in: run) }
    for (chart, part) in zip(charts, area.columns(.share(), .share())) {
      draw(chart, in: part, on: &canvas)
    }
  }

  private func draw(_ chart: Chart, in area: Rect, on canvas: inout Canvas) {
    let inside = Frame(chart.title, focus: .unfocused).draw(in: area, on: &canvas)
    let curves = Curves(run: run, axis: state.plots.axis)
    LinePlot(
      chart.metrics.compactMap(series), references: chart.references,
      xLabel: state.plots.axis.label,
      yRange: chart.scale == .robust ? .robust : chart.range,
      cursor: state.place.cursor.flatMap(curves.place(ofStep:)),
      emptyText: chart.emptyText
    ).draw(in: inside, on: &canvas)
  }

  private func series(_ metric: Metric) -> PlotSeries? {
    guard case .step(let value) = metric.source else { return nil }
    let points = run.steps.compactMap { step -> PlotPoint? in
      guard let x = state.plots.axis.place(of: step), let y = value(step) else { return nil }
      return PlotPoint(x, y)
    }
    guard !points.isEmpty else { return nil }
    let span = Smoothing.span(forCount: points.count)
    return PlotSeries(
      metric.name, metric.style, marker: metric.marker, points: points,
      smoothing: points.count >= 8 ? 1 - 2 / (span + 1) : 0)
  }
}
