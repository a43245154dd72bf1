import RunModel

/// What the reflections of the run on the screen say.
extension DashboardState {
  /// The reflections that the filter leaves, by what they mean.
  var meaningGroups: MeaningGroups {
    if let kept = caches.meanings, kept.question == meaningQuestion, let groups = kept.groups {
      return groups
    }
    return MeaningGroups(shownReflections) { run.threshold(of: $0) }
  }

  /// The same by claims and training steps.
  var claimGrid: ClaimGrid {
    if let kept = caches.meanings, kept.question == meaningQuestion, let grid = kept.grid {
      return grid
    }
    return ClaimGrid(
      shownReflections, steps: run.steps.map(\.step).sorted(),
      columns: ClaimGridPanel.columns(forWidth: screen.width))
  }

  /// The same by their words.
  var textGroups: TextGroups {
    if let kept = caches.meanings, kept.question == meaningQuestion, let texts = kept.texts {
      return texts
    }
    return TextGroups(shownReflections) { run.threshold(of: $0) }
  }

  /// Counts again only if something has changed since, and only what somebody looks at.
  mutating func rememberMeanings() {
    let question = meaningQuestion
    guard view == .reflections else { return }
    let arrangement = place.arrangement
    if let kept = caches.meanings, kept.question == question, kept.has(arrangement) { return }
    caches.meanings = nil
    caches.meanings = KeptMeanings(
      question: question, texts: arrangement == .list ? textGroups : nil,
      groups: arrangement == .meanings ? meaningGroups : nil,
      grid: arrangement == .claims ? claimGrid : nil)
  }

  /// The latest reflection of some steps, among those that show, of which something holds.
  func latestReflection(
    ofSteps steps: ClosedRange<Int>, where holds: (Meaning?) -> Bool
  ) -> Int? {
    guard case .success(let query) = query else { return nil }
    let context = searchContext(query)
    let records = run.episodes.records
    return run.episodes.places(ofSteps: steps).last { place in
      guard let reflection = records[place].reflection else { return false }
      return holds(reflection.meaning) && query.matches(at: place, in: context) == true
    }.map { records[$0].id }
  }

  private var meaningQuestion: KeptMeanings.Question {
    KeptMeanings.Question(
      filter: place.filter, run: current, events: run.eventCount,
      search: search.map { [$0.id, $0.revision] } ?? [],
      columns: ClaimGridPanel.columns(forWidth: screen.width))
  }

  /// The episodes with a reflection that the filter leaves; one that cannot be read leaves none.
  private var shownReflections: some Sequence<EpisodeRecord> {
    let index = run.episodes
    let query = try? query.get()
    let context = query.map(searchContext)
    return (0..<index.count).lazy.filter { place in
      guard let query, let context, index.records[place].reflection != nil else { return false }
      return query.isEmpty || query.matches(at: place, in: context) == true
    }.map { index.records[$0] }
  }
}
