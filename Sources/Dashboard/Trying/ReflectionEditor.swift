import RunModel
import TerminalUI

/// A reflection that somebody writes: an answer to a question of the run, or something to try.
package struct ReflectionEditor: Equatable, Sendable {
  package enum Purpose: Equatable, Sendable {
    /// The run waits for it.
    case answer
    /// The second attempt is run again with it, outside of the run.
    case branch
  }

  package var purpose: Purpose
  package var episode: Int
  package var box: TextBox
  /// The text as it was before anybody wrote; `nil` where there was none.
  package let original: String?

  package init(_ purpose: Purpose, episode: Int, original: String? = nil) {
    self.purpose = purpose
    self.episode = episode
    self.original = original
    box = TextBox(original ?? "")
  }
}

extension DashboardState {
  /// Opens the box for a reflection: the run's question if there is one, or else what would have
  /// become of the selected episode.
  mutating func editReflection() {
    if isLive, !isLookingBack, let question = run.question {
      popup = .editor(ReflectionEditor(.answer, episode: question.episode))
      return
    }
    tryAnother()
  }

  /// Opens the box for another reflection on the selected episode.
  mutating func tryAnother() {
    guard let episode = currentView.episode(of: self), let record = run.episodes[episode] else {
      return notify("no episode selected to try again")
    }
    guard record.second != nil else {
      return notify("episode \(episode) had no second attempt to run again")
    }
    guard let texts = texts(of: episode) else { return notify("its words are still being read") }
    popup = .editor(
      ReflectionEditor(.branch, episode: episode, original: texts.reflection?.text ?? ""))
  }

  mutating func pressInEditor(_ key: Key, _ editor: ReflectionEditor) -> [Command] {
    var editor = editor
    if key == .control("o") { return [.editOutside(editor.box.text)] }
    if key == .endOfInput {
      popup = nil
      return quit()
    }
    switch editor.box.handle(key) {
    case .submitted(let text): return submit(text, editor)
    case .cancelled:
      popup = nil
      if editor.purpose == .answer { notify("put away; e opens it again while the run waits") }
    case .edited, .moved, .ignored: popup = .editor(editor)
    }
    return []
  }

  private mutating func submit(_ text: String, _ editor: ReflectionEditor) -> [Command] {
    guard text.contains(where: { !$0.isWhitespace }) || editor.purpose == .branch else {
      notify("a reflection needs some words", .problem)
      return []
    }
    popup = nil
    switch editor.purpose {
    case .answer:
      guard isLive, run.question?.episode == editor.episode else {
        notify("too late: the policy has reflected on episode \(editor.episode) itself", .problem)
        return []
      }
      notify("sent: what episode \(editor.episode) should teach")
      return [.order(.reflect(episode: editor.episode, text: text))]
    case .branch:
      notify("episode \(editor.episode) is tried again beside the run …")
      let isSame = text == editor.original
      return [.branch(episode: editor.episode, run: current, text: isSame ? nil : text)]
    }
  }

  /// Takes what somebody wrote in a program of their own.
  mutating func takeEdited(_ text: String) {
    guard case .editor(var editor) = popup else { return }
    editor.box = TextBox(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    popup = .editor(editor)
  }
}

/// The box over the screen in which a reflection is written.
struct EditorPopup {
  let state: DashboardState
  let editor: ReflectionEditor

  func draw(in area: Rect, on canvas: inout Canvas) {
    let width = min(76, max(20, area.width - 6))
    let inside = Popup(
      title, width: width, height: min(26, max(4, area.height - 3)),
      footer:
        "Ctrl-S \(editor.purpose == .answer ? "sends" : "tries") · Ctrl-O $EDITOR · Esc closes"
    ).draw(in: area, on: &canvas)
    let wanted = min(attempt?.height ?? 0, inside.height - 5)
    let shown = wanted >= 4 ? wanted : 0
    let rows = inside.rows(.fixed(shown), .fixed(inside.height > 6 ? 2 : 0), .share())
    if shown > 0 { drawAttempt(in: rows[0], on: &canvas) }
    Paragraph(hint, .muted).draw(in: rows[1], on: &canvas)
    editor.box.draw(in: rows[2], on: &canvas)
  }

  private var title: String {
    editor.purpose == .answer
      ? "what should episode \(editor.episode) teach?" : "try episode \(editor.episode) again with"
  }

  private var hint: String {
    guard editor.purpose == .answer else { return "Edit what the second attempt is told:" }
    let seconds = state.run.question.map { " The run waits up to \(Int($0.wait)) s." } ?? ""
    return "The first attempt failed. Write below what the second is to be told.\(seconds)"
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
