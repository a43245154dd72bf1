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
    let last = lastScroll
    // What was the last page may have become longer since.
    let scroll = min(scroll, last)
    func shown(_ lines: Int) -> Overlay { show(min(max(0, scroll + lines), last)) }
    switch ViewCatalog.commonKeys.action(for: key) {
    case .move(.rows(let rows)): popup = shown(rows)
    case .move(.halfPages(let pages)), .move(.pages(let pages)):
      popup = shown(pages * max(1, screen.height / 2))
    case .move(.first): popup = show(0)
    case .move(.last): popup = show(last)
    default: popup = nil
    }
    if key == .endOfInput { return quit() }
    return []
  }
}

extension DashboardState {
  /// The first line of the last page of the text that stands over everything else.
  private var lastScroll: Int {
    let area = Rect(column: 0, row: 1, width: screen.width, height: max(0, screen.height - 2))
    switch popup {
    case .help: return HelpPopup(state: self, scroll: 0).lastScroll(in: area)
    case .explanation(let entries, _):
      return TextPopup(title: "", spans: entries.flatMap(\.spans), scroll: 0).lastScroll(in: area)
    case .legend:
      return TextPopup(title: "", spans: LegendText(state: self).spans, scroll: 0)
        .lastScroll(in: area)
    default: return 0
    }
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
