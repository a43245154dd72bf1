import RunModel
import TerminalUI

/// Shows whether the reflections still reflect.
struct ReflectionQualityPanel {
  let run: RunState
  let alarms: [Alarm]

  private static let window = Scope.latest

  func draw(in area: Rect, focus: Focus, on canvas: inout Canvas) {
    let tally = run.reflections(overLatest: Self.window)
    let inside = Frame(
      "reflections",
      note: tally.count > 0
        ? "n \(Figures.count(tally.count)), \(Scope.words(ofLatest: Self.window, in: run))" : "",
      focus: focus
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard tally.count > 0 else {
      Paragraph(EmptyWords.reflections(run), .muted).draw(in: inside, on: &canvas)
      return
    }
    let lines: [(String, Double?, (StepRecord) -> Double?)] = [
      ("could be read", tally.parsedShare, { $0.reflections.parsedShare }),
      ("unsaid before", tally.novelShare, { $0.reflections.novelShare }),
      ("rules true", tally.rules.accuracy, { $0.reflections.rules.accuracy }),
      (
        "retry solved", run.outcomes(overLatest: Self.window).fixRate, { $0.outcomes.fixRate }
      ),
    ]
    for (row, (name, value, ofStep)) in lines.enumerated() {
      canvas.write(
        [Span(name, .muted), Span(" ", .text)], row: row, in: inside)
      canvas.write(Figures.share(value), row: row, column: 14, in: inside)
      let trend = run.latestClosedSteps(inside.width).map { ofStep($0) ?? .nan }
      Sparkline(trend, .reflection, range: 0...1)
        .draw(in: inside.inset(top: row, left: 21).line(0), on: &canvas)
    }
    let warnings = WarningLines(texts: alarms.map(\.text))
    let below = inside.inset(top: lines.count + 1)
    let warned = warnings.height(width: below.width, limit: max(alarms.count, below.height / 2))
    let parts = below.rows(.fixed(min(warned, below.height)), .fixed(1), .share())
    warnings.draw(in: parts[0], on: &canvas)
    drawLatest(in: parts[2], on: &canvas)
  }

  /// The latest reflections of finished steps, newest first, as many as there is room for.
  private func drawLatest(in area: Rect, on canvas: inout Canvas) {
    guard area.height > 1, let step = run.steps.last(where: \.isClosed)?.step else { return }
    let written = Array(
      run.episodes.places(ofSteps: min(0, step)...step).reversed().lazy
        .map { run.episodes.records[$0] }.filter { $0.reflection != nil && $0.second != nil }
        .prefix(area.height - 1))
    guard !written.isEmpty else { return }
    canvas.write(
      [Span("step", .title), Span("  ✓ solved then", .muted)] + MarkSigns.legend,
      in: area)
    for (row, record) in written.enumerated() {
      let won = record.outcome(threshold: run.threshold(of: record)) == .fixed
      let words = words(of: record, within: area.width)
      let step = "\(record.step)"
      let blank = String(repeating: " ", count: max(0, 4 - step.count))
      canvas.write(
        [
          Span(blank + step + " ", .muted),
          Span((won ? Sign.succeeded : .failed).symbol + " ", won ? .good : .bad),
        ]
          + MarkSigns.column(record.reflection?.meaning?.marks) + [Span(" ", .text)]
          + words, row: row + 1, in: area)
    }
  }

  /// As much of what was written as a line has room for: a picture has a dozen of them.
  private func words(of record: EpisodeRecord, within width: Int) -> [Span] {
    guard let reflection = run.texts(of: record.id)?.reflection else {
      return [Span("in the log", .muted)]
    }
    if reflection.claims != nil { return ReflectionWords.spans(reflection, legend: []) }
    let beginning = String(reflection.text.prefix(width + 1))
    return ReflectionWords.spans(beginning, legend: run.start?.legend ?? [])
  }
}
