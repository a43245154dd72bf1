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

  /// Counts again only if something has changed since, and only what somebody looks at.
  mutating func rememberMeanings() {
    let question = meaningQuestion
    guard view == .reflections, place.arrangement != .list else {
      caches.meanings = nil
      return
    }
    let wantsGroups = place.arrangement == .meanings
    if let kept = caches.meanings, kept.question == question,
      wantsGroups ? kept.groups != nil : kept.grid != nil
    {
      return
    }
    caches.meanings = nil
    caches.meanings = KeptMeanings(
      question: question, groups: wantsGroups ? meaningGroups : nil,
      grid: wantsGroups ? nil : claimGrid)
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
