import Basics
import RunModel

/// What the reflections of the run on the screen say.
extension DashboardState {
  /// The reflections that the filter leaves, by what they mean.
  var meaningGroups: MeaningGroups {
    caches.meanings.answer(to: meaningQuestion) {
      MeaningGroups(shownReflections) { run.threshold(of: $0) }
    }
  }

  /// The same by claims and training steps.
  var claimGrid: ClaimGrid {
    caches.claims.answer(to: meaningQuestion) {
      ClaimGrid(
        shownReflections, steps: run.steps.map(\.step).sorted(),
        columns: ClaimGridPanel.columns(forWidth: screen.width))
    }
  }

  /// The same by their words.
  var textGroups: TextGroups {
    caches.texts.answer(to: meaningQuestion) {
      TextGroups(shownReflections) { run.threshold(of: $0) }
    }
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

  var meaningQuestion: MeaningQuestion {
    MeaningQuestion(
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
