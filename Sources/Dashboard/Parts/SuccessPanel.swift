import RunModel
import TerminalUI

/// The learning curves, held-out and in training, and what they are compared with.
struct SuccessPanel {
  let state: DashboardState

  static func chart(_ state: DashboardState) -> Chart {
    ChartCatalog.chart("success", in: state.run)
      ?? Chart(id: "success", title: "success", meaning: "", metrics: [])
  }

  /// What is drawn inside the frame.
  var plot: LinePlot {
    let chart = Self.chart(state)
    var plot = state.plot(of: chart)
    let curves = Curves(run: state.run, axis: state.plots.axis)
    // More than there are columns cannot be told apart, and each has to be looked up.
    let stride = state.place.viewport.isWhole ? max(1, state.run.checkpoints.count / 256) : 1
    let checkpoints = state.run.checkpoints.enumerated().filter { $0.offset % stride == 0 }
    plot.marks = checkpoints.map(\.element).compactMap { checkpoint in
      let place =
        state.plots.axis == .steps
        ? Double(checkpoint.step) : curves.place(ofStep: checkpoint.step)
      return place.map { PlotMark($0, Character(Sign.checkpoint.symbol)) }
    }
    let waiting = "No curve yet: the first evaluation is running."
    plot.emptyText = EmptyWords.curve(state.run, early: waiting, late: waiting)
    return plot
  }

  func draw(in area: Rect, focus: Focus, on canvas: inout Canvas) {
    let scale = state.scale(of: Self.chart(state))
    let plot = plot
    let inside = Frame(
      title: [Span("success", .title)]
        + (scale == .linear ? [] : [Span(" \(scale.rawValue)", .muted)]),
      note: note(area.width), footer: footer(plot, in: area), focus: focus
    ).draw(in: area, on: &canvas)
    plot.draw(in: inside, on: &canvas)
  }

  private func note(_ width: Int) -> [Span] {
    if let step = state.place.cursor {
      return [Span("Enter: episodes of step \(step)", .muted)]
    }
    guard let last = state.run.evaluations.last(where: { $0.record.name == "heldout" })?.record
    else { return [] }
    let interval = Figures.interval(last.low, last.high)
    let milestone = Milestones(state.run).words.map { " · reached \($0)" } ?? ""
    return [
      Span("held-out ", .muted), Span(Figures.share(last.successRate), .heldOut),
      Span(" \(interval) n \(last.episodes), step \(last.step)", .muted),
      Span(width >= 76 ? milestone : "", .muted),
    ]
  }

  /// The names, where the legend has none, or what else is to be known of the picture.
  private func footer(_ plot: LinePlot, in area: Rect) -> [Span] {
    guard !plot.series.isEmpty else { return [] }
    let inside = area.inset(by: 1)
    guard plot.namesCurves(width: inside.width, height: inside.height) else {
      return names(plot.series)
    }
    let words = words(on: plot)
    // What is said first is the last to go.
    let fitting = (1...words.count).reversed().map { words.prefix($0).joined(separator: " · ") }
    return [Span(fitting.first { $0.count <= inside.width - 2 } ?? "", .muted)]
  }

  /// What the picture has besides its curves.
  private func words(on plot: LinePlot) -> [String] {
    var words = [state.plots.smoothing.words(forCount: state.run.steps.count)]
    if plot.series.contains(where: { !$0.band.isEmpty }) { words.append("bars: held-out, 95 %") }
    if !plot.marks.isEmpty { words.append("\(Sign.checkpoint.symbol) checkpoint") }
    let isGated = plot.series.contains { $0.style == .second }
    return words + (isGated ? ["second: after a failed first"] : [])
  }

  /// The names of the curves that are drawn, where the legend has their values alone.
  private func names(_ series: [PlotSeries]) -> [Span] {
    let shown = Self.chart(state).metrics.filter { metric in
      series.contains { $0.marker == metric.marker && $0.style == metric.style }
    }
    return shown.enumerated().flatMap { index, metric in
      [
        Span((index > 0 ? "  " : "") + String(metric.marker), metric.style),
        Span(" \(metric.name)", .muted),
      ]
    }
  }
}
