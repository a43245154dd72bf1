import RunModel
import TerminalUI

/// Where the seconds of a step go.
struct CostPanel {
  let run: RunState

  private static let window = Scope.latest

  func draw(in area: Rect, focus: Focus, on canvas: inout Canvas) {
    let phases = run.phases(overLatest: Self.window)
    let mean = steps > 0 ? Figures.duration(phases.total / Double(steps)) : ""
    let scope = Scope.words(timed)
    let note = [mean, area.width >= 38 ? scope : ""].filter { !$0.isEmpty }.joined(separator: " · ")
    let inside = Frame("cost of a step", note: note, focus: focus)
      .draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard phases.isKnown, phases.total > 0 else {
      let own = run.isExcerpt ? ExcerptWords.all : "No times yet: they come with the first update."
      Paragraph(run.start?.format == nil ? own : "This log has no times of phases.", .muted)
        .draw(in: inside, on: &canvas)
      return
    }
    let parts = self.parts(phases)
    StackedBar(parts.map { .init($0.seconds, $0.style) }).draw(in: inside.line(0), on: &canvas)
    drawLegend(parts, total: phases.total, in: inside.inset(top: 1), on: &canvas)
  }

  /// Steps whose times are known.
  private var timed: [StepRecord] { run.steps.suffix(Self.window).filter(\.phases.isKnown) }
  private var steps: Int { timed.count }

  private typealias Part = (name: String, seconds: Double, style: Style)

  private func parts(_ phases: PhaseSeconds) -> [Part] {
    TrainingPhase.allCases.map { phase in
      (phase.rawValue, phases[phase], Self.style(of: phase))
    } + (phases.other > 0 ? [("other", phases.other, .muted)] : [])
  }

  static func style(of phase: TrainingPhase) -> Style {
    switch phase {
    case .first: .first
    case .reflection: .reflection
    case .second: .second
    case .probe: .memory
    case .update: .distilled
    case .evaluation: .baseline
    }
  }

  /// One phase a line, or all of them in running text where that is too high.
  private func drawLegend(
    _ parts: [Part], total: Double, in area: Rect, on canvas: inout Canvas
  ) {
    let lines = parts.enumerated().filter { $0.element.seconds > 0 }.map { index, part in
      [
        Span("\(StackedBar.texture(index, for: canvas.glyphs))", part.style),
        Span(" \(part.name)", .text),
        Span(" \(Figures.percent(part.seconds / total))", .muted),
        Span("  \(Figures.duration(part.seconds / Double(max(1, steps))))", .muted),
      ]
    }
    guard lines.count > area.height else {
      for (row, line) in lines.enumerated() { canvas.write(line, row: row, in: area) }
      return
    }
    let running = lines.flatMap { line in
      // Held together by a space that does not break.
      [line[0], Span(String(line[1].text.dropFirst()), .text)]
        + [Span("\u{A0}" + line[2].text.filter { $0 != " " } + " ", .muted)]
    }
    Paragraph(running).draw(in: area, on: &canvas)
  }
}
