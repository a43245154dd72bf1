import RunModel

extension DashboardView {
  /// The rows of the view's list while it is on the screen, as they were found last if nothing has
  /// changed since.
  func shownRows(of state: DashboardState) -> Rows {
    if let kept = state.caches.rows, kept.question == state.rowsQuestion {
      return rows(kept.numbers, of: state)
    }
    return rows(of: state)
  }

  /// The number of the row that is selected; `nil` in an empty list.
  func selectedRow(of state: DashboardState) -> Int? {
    shownRows(of: state).selected(state.place.selection)
  }
}

extension DashboardState {
  var rowsQuestion: MatchedRows.Question {
    MatchedRows.Question(
      view: view, filter: place.filter, run: current, runs: runs.count,
      events: run.eventCount,
      loaded: open.loaded.count, pane: place.pane, sort: place.sort,
      isReversed: place.isReversed, arrangement: place.arrangement, opened: place.opened,
      isUnfolded: place.isUnfolded,
      search: search.map { [$0.id, $0.revision] } ?? [],
      marks: open.marks.revision, shelf: shelf.revision)
  }
}
