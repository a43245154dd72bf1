import RunModel

extension DashboardState {
  /// How often the view's query matches a step; `nil` where nothing is asked for.
  var matchCounts: MatchCounts? {
    guard asksForEpisodes else { return nil }
    if let kept = caches.matches, kept.question == matchQuestion { return kept.counts }
    return countMatches()
  }

  /// Counts again only if something has changed since.
  mutating func rememberMatches() {
    guard asksForEpisodes else {
      caches.matches = nil
      return
    }
    let question = matchQuestion
    guard caches.matches?.question != question else { return }
    caches.matches = countMatches().map { KeptMatches(question: question, counts: $0) }
  }

  private var asksForEpisodes: Bool {
    view.listsEpisodes && !place.filter.isEmpty
      && (view != .reflections || place.arrangement == .list)
  }

  private var matchQuestion: KeptMatches.Question {
    KeptMatches.Question(
      view: view, filter: place.filter, run: current, events: run.eventCount,
      search: search.map { [$0.id, $0.revision] } ?? [], marks: open.marks.revision)
  }

  private func countMatches() -> MatchCounts? {
    guard case .success(let query) = query, !query.isEmpty else { return nil }
    let context = searchContext(query)
    let records = run.episodes.records
    var counts = MatchCounts()
    for place in records.indices {
      let record = records[place]
      guard view != .reflections || record.reflection != nil else { continue }
      counts.add(step: record.step, matches: query.matches(at: place, in: context) == true)
    }
    return counts
  }
}
