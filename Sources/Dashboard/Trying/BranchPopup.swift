import RunModel
import TerminalUI

/// The original second attempt and the branch side by side, with counts.
struct BranchPopup {
  let state: DashboardState
  let result: BranchResult

  func draw(in area: Rect, on canvas: inout Canvas) {
    let inside = Popup(
      title,
      width: min(72, max(20, area.width - 6)), height: min(22, max(4, area.height - 3)),
      footer: footer
    ).draw(in: area, on: &canvas)
    let boards = max(original?.height ?? 0, again?.height ?? 0)
    let shown = inside.height >= boards + 5 ? boards : 0
    let rows = inside.rows(.fixed(shown), .share(), gap: shown > 0 ? 1 : 0)
    if shown > 0 {
      let sides = rows[0].columns(.share(), .share(), gap: 2)
      original?.draw(in: sides[0], on: &canvas)
      again?.draw(in: sides[1], on: &canvas)
    }
    Paragraph(words).draw(in: rows[1], on: &canvas)
  }

  private var title: String {
    let tries = state.open.marks.tries[result.record.episode] ?? []
    let place = tries.firstIndex { $0.record.number == result.record.number }
    return "episode \(result.record.episode) tried again"
      + (place.map { ", \($0 + 1) of \(tries.count)" } ?? "")
  }

  private var footer: String {
    let hasOthers = (state.open.marks.tries[result.record.episode]?.count ?? 0) > 1
    return (hasOthers ? "[ ] the others · " : "") + "e edits again · any other key closes"
  }

  private var texts: EpisodeTexts? { state.texts(of: result.record.episode) }

  private var original: AttemptPanel? {
    texts?.second.map { panel("second, in the run", $0) }
  }

  private var again: AttemptPanel? {
    result.same.map { panel("told this, same draws", $0) }
  }

  private func panel(_ title: String, _ attempt: AttemptRecord) -> AttemptPanel {
    AttemptPanel(
      title: title, style: .second, attempt: attempt, legend: state.run.start?.legend ?? [])
  }

  private var words: [Span] {
    var spans: [Span] = []
    if !result.before.isEmpty {
      spans += [Span("the run's words, other draws  ", .muted)] + counts(result.before)
    }
    if !result.after.isEmpty {
      spans += [Span("told this, other draws        ", .muted)] + counts(result.after)
    }
    spans += [Span("told: ", .muted)]
    spans +=
      result.record.text.isEmpty
      ? [Span("what the run told it", .muted)]
      : ReflectionWords.spans(result.record.text, legend: state.run.start?.legend ?? [])
    return spans + [Span("\nweights of step \(result.record.weights)", .muted)]
  }

  private func counts(_ attempts: [AttemptRecord]) -> [Span] {
    let threshold = state.run.settings.threshold(atStep: result.record.step)
    let solved = attempts.count { $0.reward >= threshold }
    let share = Double(solved) / Double(attempts.count)
    let range = Interval.wilson(successes: solved, of: attempts.count).map {
      " [\(Figures.share($0.low))–\(Figures.share($0.high))]"
    }
    return [
      Span("\(solved) of \(attempts.count) solved  ", .text), Span(Figures.share(share), .accent),
      Span("\(range ?? "") n \(attempts.count)\n", .muted),
    ]
  }
}
