import RunModel

/// Rows of lists.
extension DashboardState {
  mutating func moveSelection(by count: Int) {
    // Beside the list lies a text, which scrolls.
    if place.pane > 0 {
      place.scroll = min(10_000, max(0, place.scroll + count))
    } else {
      select(by: count)
    }
  }

  /// Holds on to a row by its number, so that it stays while others arrive.
  private mutating func select(by count: Int) {
    let rows = self.rows
    guard rows.count > 0 else { return }
    let now = rows.place(of: place.selection)
    let wanted = min(max(0, now + count), rows.count - 1)
    select(rows.number(wanted))
    if wanted == rows.count - 1, !isLookingBack, count > 0, now == wanted {
      place.selection = .latest
    }
  }

  mutating func select(_ row: Int) {
    place.selection = .row(row)
    place.top = nil
    place.scroll = 0
    place.scrolls = [:]
    place.part = 0
    place.token = 0
    place.turn = nil
    place.isPlaying = false
  }

  mutating func selectEnd(first: Bool) {
    if place.pane > 0 {
      place.scroll = first ? 0 : 10_000
      return
    }
    let rows = self.rows
    guard rows.count > 0 else { return }
    select(rows.number(first ? 0 : rows.count - 1))
    if !first { place.selection = .latest }
  }
}
