import TerminalUI

extension DashboardState {
  mutating func perform(_ finding: Finding) {
    switch finding {
    case .openFilter: openFilter()
    case .nextMatch: moveToMatch(by: 1)
    case .previousMatch: moveToMatch(by: -1)
    case .nextSort, .reverseSort: notify("nothing to sort here")
    case .only(let word): toggleFilter(word)
    case .unfold, .unfoldAll: notify("nothing to fold here")
    case .arrange, .compare: notify("nothing to arrange here")
    }
  }

  private mutating func moveToMatch(by count: Int) {
    let rows = self.rows
    guard rows.count > 0 else {
      return notify(place.filter.isEmpty ? "no rows here" : "nothing matches '\(place.filter)'")
    }
    let now = rows.place(of: place.selection)
    select(rows.number((now + count + rows.count) % rows.count))
  }

  /// Adds a word to the filter, or takes it out again.
  private mutating func toggleFilter(_ word: String) {
    let filter = place.filter
    if filter == word {
      place.filter = ""
    } else if filter.hasSuffix(" " + word) {
      place.filter = String(filter.dropLast(word.count + 1))
    } else if filter.hasPrefix(word + " ") {
      place.filter = String(filter.dropFirst(word.count + 1))
    } else {
      let hasAlternatives = filter.contains(" or ") && !filter.hasPrefix("(")
      place.filter =
        filter.isEmpty ? word : hasAlternatives ? "(\(filter)) \(word)" : "\(filter) \(word)"
    }
    place.scroll = 0
    notify(place.filter.isEmpty ? "all rows" : "only what matches '\(place.filter)'")
  }

  private mutating func openFilter() {
    guard rows.count > 0 || !place.filter.isEmpty else {
      return notify("no rows to filter here")
    }
    // Whoever goes on typing adds a word, and does not make another of the last one.
    let line = place.filter.isEmpty ? "" : place.filter + " "
    prompt = .filter(InputLine(line), before: place.filter)
  }
}
