import RunModel

/// What a filter found, kept because a picture asks for it several times.
struct MatchedRows: Sendable {
  /// Everything that the answer depends on.
  struct Question: Equatable, Sendable {
    let view: ViewID
    let filter: String
    let run: Int
    /// How much of the run had happened.
    let events: Int
    /// Old words that were read again, in which a filter may find something.
    let loaded: Int
    /// The part of the view that has the keyboard; some have a list each.
    let pane: Int
    let sort: Int
    let isReversed: Bool
    /// What of a list is unfolded.
    let opened: Int?
    /// How far a search is, and which.
    let search: [Int]
  }

  let question: Question
  let numbers: [Int]
}

extension DashboardState {
  private var question: MatchedRows.Question {
    MatchedRows.Question(
      view: view, filter: place.filter, run: current, events: run.eventCount,
      loaded: open.loaded.count, pane: place.pane, sort: place.sort,
      isReversed: place.isReversed, opened: place.opened,
      search: search.map { [$0.id, $0.revision] } ?? [])
  }

  /// The rows of the current view's list.
  package var rows: Rows {
    if let matched, matched.question == question { return Rows(matched.numbers) }
    return currentView.rows(of: self)
  }

  /// Looks again only if something has changed since.
  mutating func rememberRows() {
    let question = question
    guard matched?.question != question else { return }
    matched = nil
    if let list = currentView.rows(of: self).list {
      matched = MatchedRows(question: question, numbers: list)
    }
  }
}
