import RunModel
import TerminalUI

/// The box over the screen in which a reflection is written.
struct EditorPopup {
  let state: DashboardState
  let editor: ReflectionEditor

  func draw(in area: Rect, on canvas: inout Canvas) {
    let width = min(76, max(20, area.width - 6))
    let inside = Popup(
      title, width: width, height: min(26, max(4, area.height - 3)),
      footer:
        "Ctrl-S \(isInTime ? "sends" : "tries") · Ctrl-O $EDITOR · Esc closes"
    ).draw(in: area, on: &canvas)
    let wanted = min(attempt?.height ?? 0, inside.height - 8)
    let shown = wanted >= 4 ? wanted : 0
    let said = Paragraph(understood)
    let lines = said.lineCount(width: inside.width, for: canvas.glyphs)
    let room = inside.height - shown
    let rows = inside.rows(
      .fixed(shown), .fixed(room > 6 ? 2 : 0), .share(),
      .fixed(room >= 6 ? min(lines, room - 4) : 0))
    if shown > 0 { drawAttempt(in: rows[0], on: &canvas) }
    Paragraph(hint, .muted).draw(in: rows[1], on: &canvas)
    editor.box.draw(in: rows[2], on: &canvas)
    said.draw(in: rows[3], on: &canvas)
  }

  private var title: String {
    editor.purpose == .answer
      ? "what should episode \(editor.episode) teach?" : "try episode \(editor.episode) again with"
  }

  private var isInTime: Bool {
    editor.purpose == .answer && state.isAsked(about: editor.episode)
  }

  private var hint: String {
    guard editor.purpose == .answer else { return "Edit what the second attempt is told:" }
    guard isInTime else {
      return "Time is up: the run went on without you. Ctrl-S tries this beside the run."
    }
    let seconds =
      state.secondsToAnswer.map {
        " The run waits \(Figures.clock($0)) more, then goes on without you."
      } ?? ""
    return "The first attempt failed. Write below what the second is to be told.\(seconds)"
  }

  /// What the world makes of the text, and what it would understand.
  private var understood: [Span] {
    guard let understood = editor.understood else { return [] }
    guard understood.text == editor.box.text else {
      // What was made of an earlier text is of use, but not to be taken for an answer to this one.
      return [Span("… still reading; before the latest keys:\n", .muted)]
        + words(of: understood).map { Span($0.text, .muted) }
    }
    return words(of: understood)
  }

  private func words(of understood: Understanding) -> [Span] {
    var spans: [Span] = []
    if !understood.text.contains(where: { !$0.isWhitespace }) {
      spans = [Span("nothing is written yet", .muted)]
    } else if understood.advice.isEmpty {
      spans = [Span("✗ nothing of this is understood, so nothing would be told", .bad)]
    } else {
      spans = [Span("✓ understood, and told as: ", .good)]
      spans += ReflectionWords.spans(understood.advice, legend: state.run.start?.legend ?? [])
    }
    if !understood.unread.isEmpty {
      spans.append(
        Span("\n✗ not understood, and not told: \(understood.unread.joined(separator: " "))", .bad))
    }
    spans += Self.cautions(understood)
    guard !understood.forms.isEmpty else { return spans }
    return spans + [
      Span("\nwhat can be said: ", .muted), Span(understood.forms.joined(separator: " "), .text),
      Span(" Plain English is read for the same.", .muted),
    ]
  }

  /// What the marks of the finished reflection would say, while it can still be written otherwise.
  private static func cautions(_ understood: Understanding) -> [Span] {
    var spans: [Span] = []
    if !understood.leaks.isEmpty {
      spans.append(
        Span(
          "\n\(Sign.leak.symbol) gives this very task away, so it teaches nothing for others: "
            + understood.leaks.joined(separator: ", "), .warning))
    }
    if !understood.untrue.isEmpty {
      spans.append(
        Span(
          "\n\(Sign.isFalse.symbol) is not so: " + understood.untrue.joined(separator: ", "), .bad))
    }
    return spans
  }

  private var attempt: AttemptPanel? {
    state.texts(of: editor.episode)?.first.map {
      AttemptPanel(
        title: "first", style: .first, attempt: $0, legend: state.run.start?.legend ?? [])
    }
  }

  /// The latest reflection of the policy's own, since it reads best what it writes itself.
  private var example: String? {
    let run = state.run
    return run.episodes.records.suffix(64).reversed().lazy
      .compactMap { state.words(of: $0)?.reflection }
      .first { $0.author != "human" && $0.episode != editor.episode }?.text
  }

  private func drawAttempt(in area: Rect, on canvas: inout Canvas) {
    guard let attempt else { return }
    let sides = area.columns(.fixed(min(attempt.width, area.width)), .share(), gap: 2)
    attempt.draw(in: sides[0], on: &canvas)
    let legend = state.run.start?.legend ?? []
    var spans: [Span] = []
    if let feedback = state.texts(of: editor.episode)?.first?.feedback {
      spans += [Span("what it was told\n", .title), Span(feedback + "\n", .text)]
    }
    if let example {
      spans += [Span("how the policy writes\n", .title)]
      spans += ReflectionWords.spans(example, legend: legend)
    }
    Paragraph(spans).draw(in: sides[1], on: &canvas)
  }
}
