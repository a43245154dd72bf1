import RunModel
import TerminalUI

/// What reflecting gains over just trying again.
struct LiftPanel {
  let run: RunState

  private static let window = Scope.latest
  /// With fewer, or where rewards are between 0 and 1 with a wider one, an interval says nothing.
  private static let fewestGroups = 3
  private static let widestHalf = 1.0

  func draw(in area: Rect, focus: Focus, on canvas: inout Canvas) {
    let sums = run.lift(overLatest: Self.window)
    let inside = Frame(
      area.width >= 42 ? "lift over a blind retry" : "net lift",
      note: sums.gain.count > 0 ? Scope.words(ofLatest: Self.window, in: run) : "", focus: focus
    ).draw(in: area, on: &canvas).inset(left: 1)
    guard sums.gain.count > 0 else {
      Paragraph(EmptyWords.lift(run, latest: Self.window), .muted).draw(in: inside, on: &canvas)
      return
    }
    let counts = run.outcomes(overLatest: Self.window)
    canvas.write(estimate(sums.net, width: inside.width), row: 0, in: inside)
    canvas.write(scope(sums.net, counts, width: inside.width), row: 1, in: inside)
    canvas.write(table(counts), row: 2, in: inside)
    drawBar(counts, in: inside.line(3), on: &canvas)
    canvas.write(
      [
        Span("r2 − r1 ", .muted), Span(Figures.signed(sums.gain.mean), .text),
        Span(
          inside.width >= 52 ? " on its own: flattered, only failures retry" : " (flattered)",
          .muted),
      ], row: 4, in: inside)
    drawTrend(in: inside.inset(top: 5), on: &canvas)
  }

  /// What was counted.
  private func scope(_ net: ClusteredMean, _ counts: OutcomeCounts, width: Int) -> [Span] {
    guard net.count > 0 else {
      return [Span("n \(counts.gated)", .text), Span(" failed attempts", .muted)]
    }
    return [
      Span("n \(net.count)", .text),
      Span(width >= 36 ? " failed attempts in " : " failed in ", .muted),
      Span("\(net.clusters)", .text), Span(net.clusters == 1 ? " group" : " groups", .muted),
    ]
  }

  private func estimate(_ net: ClusteredMean, width: Int) -> [Span] {
    guard let mean = net.mean else { return [Span("— groups of one have no siblings", .muted)] }
    let interval = net.interval
    guard net.clusters >= Self.fewestGroups, interval?.halfWidth ?? 0 < Self.widestHalf else {
      return [
        Span(Figures.signed(mean), Style.warning.bold),
        Span(" too few groups for an interval", .muted),
      ]
    }
    let isClear = interval.map { $0.low > 0 || $0.high < 0 } ?? false
    let style: Style = isClear ? (mean > 0 ? .good : .bad) : .warning
    return [
      Span(Figures.signed(mean), style.bold),
      Span(interval.map { " ±\(Figures.share($0.halfWidth))" } ?? "", style),
      Span(doubt(isClear: isClear, isKnown: interval != nil, width: width), .muted),
    ]
  }

  /// How sure the estimate is, in words.
  private func doubt(isClear: Bool, isKnown: Bool, width: Int) -> String {
    guard isKnown else { return " alike in all groups" }
    return isClear ? " 95 %" : width >= 34 ? " 95 %, may be nothing" : " may be none"
  }

  private func table(_ counts: OutcomeCounts) -> [Span] {
    var spans = [
      Span("fixed ", .muted), Span("\(counts.fixed)", .good), Span("  failed again ", .muted),
      Span("\(counts.unchanged)", .bad),
    ]
    if counts.broken + counts.kept > 0 {
      spans += [
        Span("  broken ", .muted), Span("\(counts.broken)", .warning), Span("  kept ", .muted),
        Span("\(counts.kept)", .text),
      ]
    }
    return spans
  }

  private func drawBar(_ counts: OutcomeCounts, in area: Rect, on canvas: inout Canvas) {
    let label = " fixed \(Figures.share(counts.fixRate))"
    let room = area.width - label.count - 1
    guard room >= 6, let rate = counts.fixRate else { return }
    StackedBar([.init(rate, .good), .init(1 - rate, .border)])
      .draw(in: area.columns(.fixed(room))[0], on: &canvas)
    canvas.write(label, column: room, in: area)
  }

  private func drawTrend(in area: Rect, on canvas: inout Canvas) {
    guard area.height >= 1 else { return }
    let values = run.latestClosedSteps(area.width).map { $0.lift.net.mean ?? .nan }
    canvas.write("by step ", in: area, as: .muted)
    Sparkline(values, .reflection, range: -0.5...1).draw(
      in: area.inset(left: 8).line(0), on: &canvas)
  }
}
