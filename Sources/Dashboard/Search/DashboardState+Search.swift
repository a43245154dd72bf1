import RunModel

extension DashboardState {
  /// The query of the current view, or what is wrong with it.
  var query: Result<EpisodeQuery, QueryProblem> { Self.query(place.filter) }

  static func query(_ text: String) -> Result<EpisodeQuery, QueryProblem> {
    Result { () throws(QueryProblem) in try EpisodeQuery(text) }
  }

  /// The texts that the current view looks for.
  var patterns: [TextPattern] {
    guard view.listsEpisodes, case .success(let query) = query else { return [] }
    return query.patterns
  }

  /// What queries are asked with; words that no search is under way for are looked for at once.
  func searchContext(_ query: EpisodeQuery) -> EpisodeQuery.Context {
    let search = search.flatMap {
      $0.patterns == query.patterns && $0.run == current ? $0 : nil
    }
    return EpisodeQuery.Context(run: run, marks: open.marks) { pattern, place, record in
      search?.verdict(pattern, at: place, record) ?? nil
    }
  }

  /// Begins a search when other words are asked for, and goes on with the one under way.
  mutating func goOnSearching() -> [Command] {
    guard view.listsEpisodes, case .success(let query) = query else { return [] }
    guard !query.patterns.isEmpty else {
      // One for words that nobody asks for any more would never come to an end.
      search = nil
      return []
    }
    if search?.patterns != query.patterns || search?.run != current {
      searches += 1
      search = EpisodeSearch(id: searches, run: current, patterns: query.patterns)
    }
    let latest = runs[current].timeline.latest
    search?.advance(in: latest)
    let end = runs[current].logEnd
    return search?.request(in: latest, logEnd: end).map { [.searchLog($0)] } ?? []
  }

  mutating func take(_ findings: LogSearchFindings) {
    guard let run = search?.run, runs.indices.contains(run) else { return }
    search?.take(findings, in: runs[run].timeline.latest)
  }

  /// How far the search is: "searching 43 %, 12 matches".
  func searchNote(matches count: Int) -> String? {
    guard view.listsEpisodes, let search, search.run == current,
      case .success(let query) = query, query.patterns == search.patterns
    else { return nil }
    if search.failure != nil { return "only the latest were searched" }
    let matches = count == 1 ? "1 match" : "\(Figures.count(count)) matches"
    if let share = search.share { return "searching \(Figures.percent(share)), \(matches)" }
    return search.hasMore ? "searching, \(matches)" : nil
  }

  /// Whether a search wants to go on without anybody doing anything.
  var isSearching: Bool { view.listsEpisodes && search?.hasMore == true }
}

extension ViewID {
  /// Whether the rows of the view are episodes, which a query asks for.
  var listsEpisodes: Bool { self == .episodes || self == .reflections }
}
