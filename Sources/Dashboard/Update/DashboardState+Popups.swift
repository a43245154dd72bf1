import RunModel
import TerminalUI

/// The ways to leave a live run.
enum QuitChoice: CaseIterable {
  case detach
  case stop
  case abort
  case cancel

  var key: Character {
    switch self {
    case .detach: "d"
    case .stop: "s"
    case .abort: "a"
    case .cancel: "c"
    }
  }

  var words: String {
    switch self {
    case .detach: "leave it running; 'kolb open' comes back to it"
    case .stop: "save a checkpoint, then stop; 'kolb resume' goes on"
    case .abort: "abort now; steps since the last checkpoint are lost"
    case .cancel: "stay here"
    }
  }

  var command: Command? {
    switch self {
    case .detach: .detach
    case .stop: .stopWithCheckpoint
    case .abort: .abort
    case .cancel: nil
    }
  }
}

extension DashboardState {
  mutating func pressInPopup(_ key: Key) -> [Command] {
    switch popup {
    case .help(let scroll):
      if key == .character("i") || key == .character("I") {
        popup = nil
        return press(key)
      }
      return pressInText(key, scroll: scroll) { .help(scroll: $0) }
    case .legend(let scroll): return pressInText(key, scroll: scroll) { .legend(scroll: $0) }
    case .explanation(let entries, let scroll):
      return pressInText(key, scroll: scroll) { .explanation(entries, scroll: $0) }
    case .alarms(let choice): return pressInAlarms(key, choice: choice)
    case .quit(let choice): return pressInQuit(key, choice: choice)
    case .delete(let entries): return pressInDelete(key, entries)
    case .ending(let choice): return pressInEnding(key, choice: choice)
    case .editor(let editor): return pressInEditor(key, editor)
    case .branch(let result): return pressInBranch(key, result)
    case nil: return []
    }
  }

  private mutating func pressInBranch(_ key: Key, _ result: BranchResult) -> [Command] {
    if let beside = Self.besides[key] {
      if let other = tryBeside(result, by: beside) { popup = .branch(other) }
      return []
    }
    popup = nil
    if key == .endOfInput { return quit() }
    if key == .enter, view == .episodes { movePane(to: EpisodesView.Pane.transcript.rawValue) }
    guard key == .character("e") else { return [] }
    var editor = ReflectionEditor(
      .branch, episode: result.record.episode,
      original: texts(of: result.record.episode)?.reflection?.text ?? "")
    if !result.record.text.isEmpty { editor.box = TextBox(result.record.text) }
    popup = .editor(editor)
    return []
  }

  /// Keys that go to the try before and to the one after it.
  private static let besides: [Key: Int] = [
    .character("["): -1, .left: -1, .character("k"): -1, .up: -1, .character("]"): 1, .right: 1,
    .character("j"): 1, .down: 1,
  ]

  private mutating func pressInQuit(_ key: Key, choice: Int) -> [Command] {
    let choices = QuitChoice.allCases
    switch key {
    case .character("j"), .down, .tab: popup = .quit(choice: (choice + 1) % choices.count)
    case .character("k"), .up, .backTab:
      popup = .quit(choice: (choice + choices.count - 1) % choices.count)
    case .enter: return leave(choices[min(max(0, choice), choices.count - 1)])
    // Without a terminal nobody can choose; the run must not suffer from that.
    case .endOfInput: return leave(.detach)
    case .escape, .character("q"), .control("c"): return leave(.cancel)
    case .character(let letter):
      guard let chosen = choices.first(where: { $0.key == letter }) else { return [] }
      return leave(chosen)
    default: break
    }
    return []
  }

  private mutating func leave(_ choice: QuitChoice) -> [Command] {
    popup = nil
    return choice.command.map { [$0] } ?? []
  }
}
