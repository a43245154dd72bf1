import Basics
import RunModel
import TerminalUI

extension DashboardState {
  /// What is selected, in words.
  mutating func explain() {
    let entries = currentView.explanations(of: self)
    popup = .explanation(entries, scroll: 0)
  }

  /// What somebody names: a measure, a plot, an alarm, an option, a sign, a column.
  mutating func explain(_ name: String) {
    let entries = Glossary.entries(named: name, schema)
    guard entries.isEmpty else {
      popup = .explanation(entries, scroll: 0)
      return
    }
    let near =
      Spelling.nearest(to: name, among: Glossary.names(schema)).map { " Did you mean '\($0)'?" }
      ?? " Tab names what there is."
    notify("Nothing is called '\(name)'.\(near)", .problem)
  }

  mutating func pressInText(_ key: Key, scroll: Int, show: (Int) -> Overlay) -> [Command] {
    switch ViewCatalog.commonKeys.action(for: key) {
    case .move(.rows(let rows)): popup = show(max(0, scroll + rows))
    case .move(.halfPages(let pages)), .move(.pages(let pages)):
      popup = show(max(0, scroll + pages * max(1, screen.height / 2)))
    case .move(.first): popup = show(0)
    case .move(.last): popup = show(10_000)
    default: popup = nil
    }
    if key == .endOfInput { return quit() }
    return []
  }
}

extension TypedCommand {
  static let explain = TypedCommand(
    "explain", "explain, or explain NAME: a measure, plot, alarm, option or sign",
    completions: { _, state in Glossary.names(state.schema) },
    change: { state, name in
      if name.isEmpty { state.explain() } else { state.explain(name) }
    })
}
