import RunModel
import TerminalUI

/// The learning curves, held-out and in training, and what they are compared with.
struct SuccessPanel {
  let state: DashboardState

  func draw(in area: Rect, focus: Focus, on canvas: inout Canvas) {
    let run = state.run
    let curves = Curves(run: run, axis: state.axis)
    let inside = Frame(
      title: [Span("success", .title)], note: note, footer: footer, focus: focus
    ).draw(in: area, on: &canvas)
    // Where the legend is short of room it has the values, and the lower edge the names.
    func name(_ name: String) -> String { inside.width >= 76 ? name : "" }
    let series =
      [
        curves.success(name("second"), .second, "◆", \.second),
        curves.success(name("first"), .first, "○", \.first),
        curves.evaluation("permuted", as: name("permuted"), .series(3), "△"),
        curves.evaluation("heldout", as: name("held-out"), .accent, "●"),
      ].compactMap { $0 } + others(curves)
    let cursor = state.place.cursor.flatMap(curves.place(ofStep:))
    LinePlot(
      series,
      references: run.start?.randomWalk.map {
        [ReferenceLine($0, "random walk \(Figures.share($0))")]
      } ?? [],
      marks: run.checkpoints.compactMap { checkpoint in
        curves.place(ofStep: checkpoint.step).map { PlotMark($0, "▲") }
      },
      xLabel: state.axis.label, yRange: .fixed(0...1), cursor: cursor,
      emptyText: "No curve yet: the first evaluation is running."
    ).draw(in: inside, on: &canvas)
  }

  /// Evaluations under names that are not known here.
  private func others(_ curves: Curves) -> [PlotSeries] {
    state.run.evaluationNames.filter { $0 != "heldout" && $0 != "permuted" }.enumerated()
      .compactMap { curves.evaluation($1, as: $1, .series($0), "▲") }
  }

  private var note: [Span] {
    if let step = state.place.cursor {
      return [Span("Enter: episodes of step \(step)", .muted)]
    }
    guard let last = state.run.evaluations(named: "heldout").last?.record else { return [] }
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
    return [
      Span(
        (isGated ? "second: after a failed first · " : "")
          + "dim: each step · band: 95 %, Wilson · ▲ checkpoint", .muted)
    ]
  }

  private var names: [Span] {
    var spans: [Span] = []
    if state.run.steps.contains(where: { $0.second.count > 0 }) {
      spans += [Span("◆", .second), Span(" second  ", .muted)]
    }
    spans += [Span("○", .first), Span(" first", .muted)]
    if !state.run.evaluations(named: "permuted").isEmpty {
      spans += [Span("  △", .series(3)), Span(" permuted", .muted)]
    }
    return spans + [Span("  ●", .accent), Span(" held-out", .muted)]
  }
}
