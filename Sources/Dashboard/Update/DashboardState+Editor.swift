import RunModel
import TerminalUI

extension DashboardState {
  /// Opens the box for a reflection: the run's question if there is one, or else what would have
  /// become of the selected episode.
  mutating func editReflection() {
    if isLive, !isLookingBack, let question = run.question {
      let isDrafted = draft?.purpose == .answer && draft?.episode == question.episode
      popup = .editor(
        draft.flatMap { isDrafted ? $0 : nil }
          ?? ReflectionEditor(.answer, episode: question.episode))
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
    let isDrafted = draft?.purpose == .branch && draft?.episode == episode
    popup = .editor(
      draft.flatMap { isDrafted ? $0 : nil }
        ?? ReflectionEditor(.branch, episode: episode, original: texts.reflection?.text ?? ""))
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
      draft = editor
      if isAsked(about: editor.episode) {
        notify("put away; e opens it again while the run waits")
      } else if editor.purpose == .branch, editor.box.text != editor.original {
        notify("put away; e on this episode opens it again")
      }
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
      guard isAsked(about: editor.episode) else { return tryInstead(editor) }
      draft = nil
      answered.insert(editor.episode)
      notify("sent: what episode \(editor.episode) should teach")
      return [.order(.reflect(episode: editor.episode, text: text))]
    case .branch:
      draft = nil
      trying = editor.episode
      notify("episode \(editor.episode) is tried again beside the run …")
      let isSame = text == editor.original
      return [.branch(episode: editor.episode, run: current, text: isSame ? nil : text)]
    }
  }

  /// Whether the run waits for what this episode should teach.
  func isAsked(about episode: Int) -> Bool { isLive && run.question?.episode == episode }

  /// What was written too late is tried beside the run, once its episode is over.
  private mutating func tryInstead(_ editor: ReflectionEditor) -> [Command] {
    guard run.episodes[editor.episode]?.second != nil else {
      popup = .editor(editor)
      notify("too late for the run; Ctrl-S tries it beside the run once the episode is over")
      return []
    }
    notify("too late for the run, which went on; episode \(editor.episode) is tried beside it …")
    return [.branch(episode: editor.episode, run: current, text: editor.box.text)]
  }

  /// Takes what somebody wrote in a program of their own.
  mutating func takeEdited(_ text: String) {
    guard case .editor(var editor) = popup else { return }
    editor.box = TextBox(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    popup = .editor(editor)
  }

  /// Asks once about each text that stands in the box.
  mutating func askWhatIsUnderstood() -> [Command] {
    guard case .editor(var editor) = popup, editor.askedAbout != editor.box.text,
      open.configuration != nil, let record = run.episodes[editor.episode]
    else { return [] }
    editor.askedAbout = editor.box.text
    popup = .editor(editor)
    let turns = texts(of: editor.episode)?.first?.turns ?? []
    return [.understand(editor.box.text, group: record.group, turns: turns, run: current)]
  }

  /// An answer to an earlier text is still of use while the next one is read.
  mutating func take(_ understanding: Understanding) {
    guard case .editor(var editor) = popup else { return }
    editor.understood = understanding
    popup = .editor(editor)
  }
}
