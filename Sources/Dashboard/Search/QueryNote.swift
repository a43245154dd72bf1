import RunModel
import TerminalUI

/// What the screen says about a query: what is wrong with it, how it may go on, how far it is.
enum QueryNote {
  /// At the right of the line being typed.
  static func whileTyping(
    _ text: String, _ state: DashboardState, rows count: Int, room: Int
  ) -> Span {
    if state.view.listsEpisodes, case .failure(let problem) = DashboardState.query(text) {
      return fitting([problem.sentence, problem.words], room).map { Span(" \($0) ", .bad) }
        ?? Span(" ✗ at \(problem.place + 1) ", .bad)
    }
    if let note = state.searchNote(matches: count) { return Span(" \(note) ", .muted) }
    let rows = "\(Figures.count(count)) \(count == 1 ? "row" : "rows")"
    let completions = completions(of: text, state)
    let offered = completions.prefix(6).map { completion in
      completion.split(separator: " ").last.map(String.init) ?? completion
    }
    let long = offered.joined(separator: "  ") + "  · " + rows
    return Span(" \(fitting([offered.isEmpty ? rows : long], room) ?? rows) ", .muted)
  }

  /// In place of a list without rows.
  static func nothingFound(_ state: DashboardState) -> String {
    if state.view.listsEpisodes, case .failure(let problem) = state.query {
      return "'\(state.place.filter)' \(problem.sentence)"
    }
    if state.isSearching || state.search?.share != nil { return "Searching …" }
    let count = state.run.episodes.count
    return EmptyWords.noMatch(state, of: count, count == 1 ? "episode" : "episodes")
  }

  /// What the line may become by Tab.
  static func completions(of text: String, _ state: DashboardState) -> [String] {
    if state.view.listsEpisodes { return EpisodeQuery.completions(of: text, in: state.run) }
    if state.view == .runs {
      return ShelfQuery.completions(of: text, tasks: state.shelf.tasks)
    }
    if state.view == .memory { return MemoryQuery.completions(of: text) }
    guard state.view == .log else { return [] }
    let last = text.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
    let head = text.dropLast(last.count)
    guard !last.isEmpty else { return [] }
    return (LogLine.Kind.allCases.map(\.rawValue) + ["step:"])
      .filter { $0.hasPrefix(last) && $0 != last }.map { head + $0 }
  }

  private static func fitting(_ texts: [String], _ room: Int) -> String? {
    texts.first { TextWidth.columns(of: $0) <= room }
  }
}
