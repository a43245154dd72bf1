import RunModel

/// How often a query matches in each training step.
struct MatchCounts: Sendable, Equatable {
  struct Step: Sendable, Equatable {
    var step: Int
    var matches: Int
    /// What could have matched: episodes of the step, or reflections.
    var count: Int

    var share: Double { count > 0 ? Double(matches) / Double(count) : 0 }
  }

  private(set) var steps: [Step] = []

  var matches: Int { steps.reduce(0) { $0 + $1.matches } }
  var count: Int { steps.reduce(0) { $0 + $1.count } }

  /// The step with the largest share, the latest of equals.
  var most: Step? { steps.filter { $0.matches > 0 }.max { $0.share <= $1.share } }

  mutating func add(step: Int, matches: Bool) {
    if steps.last?.step != step { steps.append(Step(step: step, matches: 0, count: 0)) }
    steps[steps.count - 1].count += 1
    if matches { steps[steps.count - 1].matches += 1 }
  }

  /// As many spans of steps as there is room for, each with what its steps come to.
  func shares(inColumns columns: Int) -> [Double] {
    guard columns > 0, steps.count > columns else { return steps.map(\.share) }
    return (0..<columns).map { column in
      let span = steps[steps.count * column / columns..<steps.count * (column + 1) / columns]
      return Double(span.reduce(0) { $0 + $1.matches })
        / Double(max(1, span.reduce(0) { $0 + $1.count }))
    }
  }
}

/// What was counted for a picture, with all that it depends on.
struct KeptMatches: Sendable {
  struct Question: Equatable, Sendable {
    let view: ViewID
    let filter: String
    let run: Int
    let events: Int
    let search: [Int]
    let marks: Int
  }

  let question: Question
  let counts: MatchCounts
}

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
