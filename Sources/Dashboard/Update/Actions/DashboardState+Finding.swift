import TerminalUI

extension DashboardState {
  mutating func perform(_ finding: Finding) {
    switch finding {
    case .openFilter: openFilter()
    case .nextMatch: moveToMatch(by: 1)
    case .previousMatch: moveToMatch(by: -1)
    case .nextSort, .reverseSort: notify("nothing to sort here")
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

  private mutating func openFilter() {
    guard rows.count > 0 || !place.filter.isEmpty else {
      return notify("no rows to filter here")
    }
    prompt = .filter(InputLine(place.filter), before: place.filter)
  }
}
