import RunModel
import TerminalUI

extension DashboardState {
  /// The chart as it is to be drawn: over the chosen axis, smoothed, scaled, and zoomed into.
  func plot(of chart: Chart) -> LinePlot {
    let store = isLookingBack ? caches.pastCurves : open.curves
    let series = chart.metrics.compactMap { metric -> PlotSeries? in
      let curve = store.curve(metric, plots.axis, plots.smoothing, of: run)
      guard !curve.points.isEmpty else { return nil }
      var series = PlotSeries(
        metric.name, metric.style, marker: metric.marker, points: curve.points,
        band: metric.hasBand ? curve.band : [], smoothed: curve.trend, counts: curve.knownCounts)
      series.few = metric.few
      if case .evaluation = metric.source { series.isHeld = true }
      return series
    }
    let curves = Curves(run: run, axis: plots.axis)
    let scale = scale(of: chart)
    var plot = LinePlot(
      series, references: chart.references, xLabel: plots.axis.label,
      xRange: extent.flatMap(place.viewport.visible), yRange: chart.range(on: scale),
      yScale: scale.plotScale(for: series), cursor: cursorPlace(in: curves),
      emptyText: EmptyWords.curve(
        run, early: "Comes with the first update.", late: chart.emptyText))
    plot.yBounds = chart.bounds
    plot.isWhole = plots.axis != .seconds
    plot.isMarked = marksCurves
    return plot
  }

  private func cursorPlace(in curves: Curves) -> Double? {
    guard let step = place.cursor else { return nil }
    return run.steps.isEmpty ? scalarPlace(ofStep: step) : curves.place(ofStep: step)
  }

  func scale(of chart: Chart) -> CurveScale { plots.scales[chart.id] ?? chart.scale }

  /// From the first to the last place on the axis that anything of the run has.
  var extent: ClosedRange<Double>? {
    let axis = plots.axis
    let ends: [Double?] = [
      run.steps.first { axis.place(of: $0) != nil }.flatMap(axis.place),
      run.steps.last { axis.place(of: $0) != nil }.flatMap(axis.place),
      run.evaluations.first.flatMap { axis.place(of: $0, in: run) },
      run.evaluations.last.flatMap { axis.place(of: $0, in: run) },
    ]
    let places = (ends.compactMap { $0 } + scalarEnds).filter(\.isFinite)
    guard let low = places.min(), let high = places.max() else { return nil }
    return low...high
  }

  /// The places of the first and the last number of the trainer's own.
  private var scalarEnds: [Double] {
    guard !run.scalars.isEmpty else { return [] }
    if plots.axis == .steps {
      return run.scalars.extent.map { [Double($0.lowerBound), Double($0.upperBound)] } ?? []
    }
    let ends = run.scalars.series.flatMap { [$0.points.first, $0.points.last] }
    let places = ends.compactMap { $0 }.compactMap(plots.axis.place)
    return [places.min(), places.max()].compactMap { $0 }
  }

  /// Reads what has come since, for the charts that show.
  mutating func rememberCurves() {
    let metrics = currentView.charts(of: self).flatMap(\.metrics)
    guard !metrics.isEmpty else { return }
    let question = CurveQuestion(
      metrics: metrics.map(\.id), axis: plots.axis, smoothing: plots.smoothing,
      run: current,
      events: run.eventCount)
    guard question != caches.curves else { return }
    caches.curves = question
    runs[current].prepareCurves(metrics, plots.axis, plots.smoothing)
    guard isLookingBack else { return }
    caches.pastCurves.prepare(
      metrics, plots.axis, plots.smoothing, of: run, cutting: open.curves)
  }
}

extension OpenRun {
  mutating func prepareCurves(
    _ metrics: [Metric], _ axis: Axis, _ smoothing: SmoothingChoice
  ) {
    curves.prepare(metrics, axis, smoothing, of: timeline.latest)
  }
}

extension Chart {
  /// Shares keep their range on a linear scale, so that plots can be compared at a glance.
  fileprivate func range(on scale: CurveScale) -> LinePlot.YRange {
    switch scale {
    case .linear: range
    case .robust: .robust
    case .log, .symlog: .automatic
    }
  }
}

extension CurveScale {
  fileprivate func plotScale(for series: [PlotSeries]) -> PlotScale {
    switch self {
    case .linear, .robust: .linear
    case .log: .logarithmic
    case .symlog: .symlog(fitting: series)
    }
  }
}
