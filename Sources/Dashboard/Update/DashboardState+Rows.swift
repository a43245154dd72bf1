extension DashboardState {
  /// The rows of the current view's list.
  package var rows: Rows { currentView.shownRows(of: self) }

  /// Looks again only if something has changed since.
  mutating func rememberRows() {
    let question = rowsQuestion
    guard caches.rows?.question != question else { return }
    caches.rows = nil
    if let list = currentView.rows(of: self).list {
      caches.rows = MatchedRows(question: question, numbers: list)
    }
  }
}
