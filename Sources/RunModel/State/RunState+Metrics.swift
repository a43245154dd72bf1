extension RunState {
  /// The step that the run is at, or was at last.
  package var step: Int? {
    max(max(steps.last?.step, evaluations.last?.record.step), scalars.lastStep)
  }

  private func max(_ left: Int?, _ right: Int?) -> Int? {
    guard let left else { return right }
    guard let right else { return left }
    return Swift.max(left, right)
  }

  /// Training steps that the run is to have, as somebody asked for last.
  package var stepsAsked: Int? {
    if start?.format != nil, start?.steps == 0 { return nil }
    return settings.value(of: RunConfiguration.totalKey).flatMap { Int($0) } ?? start?.steps
  }

  /// Steps whose weights have been updated.
  ///
  /// Logs of others tell of no updates; of them it is the latest step.
  package var stepsDone: Int {
    if start?.format != nil { return step ?? 0 }
    // Trainers that write no updates end a step by beginning the next.
    let latest = steps.suffix(16)
    return (latest.last { $0.update != nil } ?? latest.last(where: \.isClosed))?.step ?? 0
  }

  package var latestUpdate: UpdateRecord? { steps.last { $0.update != nil }?.update }

  /// Sums over the latest closed steps; all of them if no number is given.
  package func totals(overLatest count: Int? = nil) -> StepTotals {
    if let count { return StepTotals(latestClosedSteps(count)) }
    return keptTotals?.value ?? StepTotals(steps)
  }

  /// Whether no step has changed after its end, as happens in logs of others.
  package var hasSteadySteps: Bool { keptTotals != nil }

  package func lift(overLatest count: Int? = nil) -> LiftSums { totals(overLatest: count).lift }

  /// pass@k of first attempts.
  package func passRates(overLatest count: Int? = nil) -> PassRates {
    totals(overLatest: count).passes
  }

  package func outcomes(overLatest count: Int? = nil) -> OutcomeCounts {
    totals(overLatest: count).outcomes
  }

  package func reflections(overLatest count: Int? = nil) -> ReflectionTally {
    totals(overLatest: count).reflections
  }

  package func phases(overLatest count: Int) -> PhaseSeconds {
    steps.suffix(count).reduce(PhaseSeconds()) { $0 + $1.phases }
  }

  /// The latest steps whose episodes are all over, as many as there are up to `count`.
  ///
  /// Looks from the end, because a screen asks at every picture of a run of any length.
  package func latestClosedSteps(_ count: Int) -> [StepRecord] {
    var latest: [StepRecord] = []
    var place = steps.count - 1
    while place >= 0, latest.count < count {
      let step = steps[place]
      if step.isClosed { latest.append(step) }
      place -= 1
    }
    return latest.reversed()
  }

  /// Tokens a second over the latest steps.
  package var tokensPerSecond: Double? {
    let latest = steps.suffix(6).filter { $0.tokensPerSecond != nil }
    let seconds = latest.reduce(0) { $0 + ($1.seconds ?? 0) }
    guard seconds > 0 else { return nil }
    return Double(latest.reduce(0) { $0 + ($1.tokens ?? 0) }) / seconds
  }

  /// Seconds that the run still needs at the pace of its latest steps.
  package var secondsLeft: Double? {
    guard let total = stepsAsked, status == .running || status == .paused else { return nil }
    let timed = steps.suffix(12).filter { $0.elapsed != nil }
    guard let from = timed.first, let to = timed.last, to.step > from.step,
      let begin = from.elapsed, let end = to.elapsed
    else { return nil }
    return Double(Swift.max(0, total - to.step)) * (end - begin) / Double(to.step - from.step)
  }

  /// The names of the evaluations made, the held-out one first.
  package var evaluationNames: [String] {
    var names: [String] = []
    for point in evaluations where !names.contains(point.record.name) {
      names.append(point.record.name)
    }
    return names.sorted { ($0 == "heldout" ? "" : $0) < ($1 == "heldout" ? "" : $1) }
  }

  package func evaluations(named name: String) -> [EvaluationPoint] {
    evaluations.filter { $0.record.name == name }
  }

  /// The words of an episode as far as they were known, if they are still kept.
  package func texts(of episode: Int) -> EpisodeTexts? {
    guard let record = episodes[episode] else { return nil }
    return recent[episode: record.id]?.known(to: record)
  }

  /// The lines of the log up to here, as far as they are still kept.
  package var lines: ArraySlice<LogLine> {
    recent.lines.prefix { $0.event < eventCount }
  }

  /// The episodes whose reflection started from a memory entry, the latest last.
  package func episodes(using memory: Int, limit: Int) -> [EpisodeRecord] {
    var found: [EpisodeRecord] = []
    for record in episodes.records.reversed() where record.reflection?.memory == memory {
      found.append(record)
      if found.count == limit { break }
    }
    return found.reversed()
  }
}
