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
  func plot(width: Int) -> LinePlot {
    let chart = Self.chart(state)
    // Where the legend is short of room it has the values, and the lower edge the names.
    var plot = state.plot(of: chart, isCompact: width < 76)
    let curves = Curves(run: state.run, axis: state.axis)
    plot.marks = state.run.checkpoints.compactMap { checkpoint in
      curves.place(ofStep: checkpoint.step).map { PlotMark($0, "▲") }
    }
    plot.emptyText = "No curve yet: the first evaluation is running."
    return plot
  }

  func draw(in area: Rect, focus: Focus, on canvas: inout Canvas) {
    let scale = state.scale(of: Self.chart(state))
    let inside = Frame(
      title: [Span("success", .title)]
        + (scale == .linear ? [] : [Span(" \(scale.rawValue)", .muted)]),
      note: note, footer: footer, focus: focus
    ).draw(in: area, on: &canvas)
    plot(width: inside.width).draw(in: inside, on: &canvas)
  }

  private var note: [Span] {
    if let step = state.place.cursor {
      return [Span("Enter: episodes of step \(step)", .muted)]
    }
    guard let last = state.run.evaluations.last(where: { $0.record.name == "heldout" })?.record
    else { return [] }
    let interval = "\(Figures.share(last.low))–\(Figures.share(last.high))"
    return [
      Span("held-out ", .muted), Span(Figures.share(last.successRate), .accent),
      Span(" [\(interval)] n \(last.episodes)", .muted),
    ]
  }

  private var footer: [Span] {
    guard state.run.steps.count + state.run.evaluations.count > 0 else { return [] }
    if state.width < 140 { return names }
    let isGated = state.run.steps.contains { $0.second.count > 0 }
    let smoothing = state.smoothing.words(forCount: state.run.steps.count)
    return [
      Span(
        (isGated ? "second: after a failed first · " : "")
          + "\(smoothing) · band: 95 %, Wilson · ▲ checkpoint", .muted)
    ]
  }

  private var names: [Span] {
    var spans: [Span] = []
    if state.run.steps.contains(where: { $0.second.count > 0 }) {
      spans += [Span("◆", .second), Span(" second  ", .muted)]
    }
    spans += [Span("○", .first), Span(" first", .muted)]
    if state.run.evaluations.contains(where: { $0.record.name == "permuted" }) {
      spans += [Span("  △", .series(3)), Span(" permuted", .muted)]
    }
    return spans + [Span("  ●", .accent), Span(" held-out", .muted)]
  }
}
