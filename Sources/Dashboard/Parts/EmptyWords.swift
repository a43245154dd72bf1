import RunModel

/// What stands where a log has nothing to show.
enum EmptyWords {
  /// Of reflections: none are written, none were, or none are there yet.
  static func reflections(_ run: RunState) -> String {
    if let why = WhyNone.reflections(run) { return "No reflections: \(why)." }
    if run.isExcerpt { return ExcerptWords.all }
    return isOver(run)
      ? "This log tells of no reflection." : "No reflection yet: the first step is running."
  }

  /// Of what is to be thought of the reflections, where there are too few to say.
  static func verdict(_ run: RunState) -> String {
    let count = run.totals().reflections.count
    if count == 0, WhyNone.reflections(run) != nil { return reflections(run) }
    guard isOver(run) else { return "Too few reflections yet to say anything of them." }
    guard count > 0 else { return reflections(run) }
    return "Too few reflections in the whole run to say anything of them: \(Figures.count(count))."
  }

  /// Of the reflection memory.
  static func memory(_ run: RunState) -> String {
    if let why = WhyNone.memory(run) { return "No reflection memory: \(why)." }
    if run.isExcerpt { return ExcerptWords.all }
    guard isOver(run) else {
      return "Empty: a reflection is kept once its second attempt succeeds."
    }
    return run.totals().reflections.count > 0
      ? "Empty to the end: no reflection was kept." : "This log tells of no memory."
  }

  /// Of what reflecting gains, over the latest steps.
  static func lift(_ run: RunState, latest: Int) -> String {
    if run.isExcerpt { return ExcerptWords.all }
    if let why = WhyNone.secondAttempts(run) {
      return "No second attempts, so there is no lift: \(why)."
    }
    let scope = Scope.words(ofLatest: latest, in: run)
    if run.totals().retried > 0, run.totals(overLatest: latest).retried == 0 {
      return "No second attempt in \(scope): nothing failed that would be tried again."
    }
    return isOver(run)
      ? "This log tells of no second attempt, so there is no lift."
      : "No lift yet: it is counted when a step with second attempts is over."
  }

  /// Of what second attempts made of first ones.
  static func transitions(_ run: RunState) -> String {
    if let why = WhyNone.secondAttempts(run) {
      return "No second attempts, so nothing changes hands: \(why)."
    }
    if run.isExcerpt { return ExcerptWords.all }
    return isOver(run)
      ? "This log tells of no second attempt." : "No transition yet: the first step is running."
  }

  /// So many of the latest episodes are looked at for a group of several.
  private static let lookedThrough = 512

  /// Of prompts whose first attempts all failed.
  static func hardPrompts(_ run: RunState) -> String {
    let records = run.episodes.records
    guard !records.isEmpty else { return episode(run) }
    let latest = records.indices.suffix(lookedThrough).map { records[$0] }
    let hasGroups = Set(latest.map { [$0.step, $0.group] }).count < latest.count
    return hasGroups
      ? "Every prompt so far was solved by some first attempt."
      : "Each prompt had one first attempt a step, so none can have failed several times in one."
  }

  /// In place of a list of which a filter leaves nothing: where was looked, since that is what
  /// somebody doubts who finds nothing.
  static func noMatch(_ state: DashboardState, of count: Int, _ noun: String) -> String {
    let all = "\(Figures.count(count)) \(noun)"
    let isWhole = isOver(state.run) && !state.isLookingBack
    return "No match for '\(state.place.filter)' in "
      + (isWhole ? "the whole run (\(all))." : "the \(all) so far.")
  }

  /// Of a curve, which a log of somebody else's may have under a name of its own: what is said
  /// before the first step of a run of one's own, and afterwards.
  static func curve(_ run: RunState, early: String, late: String) -> String {
    // Short, because a plot has one line for it.
    if !run.scalars.names.isEmpty { return "View 9 has this log's own curves." }
    if run.start?.format != nil { return "Not in this log." }
    return run.steps.isEmpty ? early : late
  }

  static func episode(_ run: RunState) -> String {
    if run.isExcerpt { return ExcerptWords.all }
    if let why = WhyNone.episodes(run) { return "No episodes: \(why)." }
    if run.start?.format != nil { return "No episode in this log." }
    return isOver(run)
      ? "This log tells of no episode."
      : "No episode yet: the first attempts are being sampled."
  }

  /// Whether nothing is to come of the episodes that are there.
  static func isOver(_ run: RunState) -> Bool { !run.hasEpisodesUnderWay }
}
