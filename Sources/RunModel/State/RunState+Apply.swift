import RLCore

extension RunState {
  /// Takes one event into account.
  ///
  /// `offset` is where the event's line begins in the log, so that its words can be found again.
  package mutating func apply(_ logged: LoggedEvent, offset: Int? = nil) {
    apply(
      PlacedDigest(
        EventDigest(logged.event, legend: start?.legend ?? []), time: logged.time, offset: offset))
    keepWords(of: logged, number: eventCount - 1)
  }

  /// Keeps the words of an event that was taken into account without them, as long as they are
  /// among the latest.
  mutating func keepWords(of logged: LoggedEvent, number: Int) {
    recent.take(logged, number: number, of: eventCount, in: episodes)
  }

  /// Takes an event into account whose words are not kept.
  package mutating func apply(_ placed: PlacedDigest) {
    eventCount += 1
    if let time = placed.time?.elapsed, time.isFinite { elapsed = max(elapsed ?? 0, time) }
    // A log may be damaged: what nobody can have asked for is not counted.
    if let more = placed.time?.usage, more.isPlausible {
      usage = (usage ?? PolicyUsage()) + more
    }
    switch placed.digest {
    case .attempt(let attempt): apply(attempt, offset: placed.offset)
    case .reflection(let written): apply(written, offset: placed.offset)
    case .other(let event): apply(event, time: placed.time, offset: placed.offset)
    }
  }

  private mutating func apply(_ event: RunEvent, time: EventTime?, offset: Int?) {
    switch event {
    case .runStarted(let started):
      start = started
      status = .running
      if let threshold = started.threshold { settings = SettingsInForce(threshold: threshold) }
    // These two are digests of their own.
    case .attempt, .reflection: break
    case .memory(let change):
      apply(change, offset: offset)
    case .update(let update): apply(update, time: time)
    case .evaluation(let evaluation):
      evaluations.append(
        EvaluationPoint(record: evaluation.withoutRewards, elapsed: time?.elapsed))
      if let time, place(ofStep: evaluation.step) != nil {
        changeStep(evaluation.step) { $0.phases = $0.phases + PhaseSeconds(time.phases) }
      }
    case .metrics(let metrics):
      if status == .waiting { status = .running }
      scalars.add(metrics, elapsed: time?.elapsed, event: eventCount - 1)
    case .control(let control): apply(control)
    case .checkpoint(let checkpoint): checkpoints.append(checkpoint)
    case .runFinished(let step):
      closeSteps(before: Int.max)
      status = .finished(step: step)
    case .runFailed(let step, let reason): status = .failed(step: step, reason: reason)
    case .asked(let asked): question = asked
    case .episodeFailed(let failure): apply(failure)
    case .branch: break
    case .unknown: unknownEvents += 1
    }
  }

  // MARK: - Attempts

  private mutating func apply(_ attempt: AttemptDigest, offset: Int?) {
    switch attempt.attempt {
    case .probe:
      probes += 1
      open.add(attempt)
    case .evaluation: evaluationAttempts += 1
    case .first, .second: play(attempt, offset: offset)
    }
  }

  private mutating func apply(_ failure: EpisodeFailure) {
    beginStep(at: failure.step)
    failedEpisodes += 1
    latestFailure = failure
    changeStep(failure.step) { $0.failedEpisodes += 1 }
  }

  /// Takes a first or a second attempt into account.
  private mutating func play(_ attempt: AttemptDigest, offset: Int?) {
    beginStep(at: attempt.step)
    let numbers = EpisodeRecord.Attempt(
      reward: attempt.reward, turns: attempt.trace.turns, tokens: attempt.tokens,
      flags: attempt.flags.count, offset: offset)
    let change = change(in: attempt)
    let memoryTold = attempt.reflection.flatMap { open.origins[$0] }
    let news = record(attempt, numbers, change, memoryTold)
    count(attempt, news)
    guard attempt.attempt == .second else { return }
    open.told[attempt.episode] = attempt.reflection
    if let memoryTold {
      let threshold = settings.threshold(atStep: attempt.step)
      memory.retry(memoryTold, won: attempt.reward >= threshold)
    }
  }

  /// How a second attempt differs from the first; of several, how the first of them does.
  ///
  /// Moves at another task are others in any case, so nothing is said of a sibling.
  private mutating func change(in attempt: AttemptDigest) -> AttemptChange? {
    guard attempt.attempt == .second else {
      open.firsts[attempt.episode] = attempt.trace
      return nil
    }
    guard attempt.retry == nil, let first = open.firsts[attempt.episode],
      first.hasMoves || attempt.trace.hasMoves,
      episodes.numbers(of: attempt.episode)?.task == attempt.task
    else { return nil }
    return first.change(to: attempt.trace)
  }

  /// What an attempt says of its episode.
  private struct News {
    /// What the retries come to, as soon as a first and a second attempt are known.
    var outcome: EpisodeRecord.Outcome?
    /// What the retries before this one came to.
    var before: EpisodeRecord.Outcome?
    /// `nil` where the attempts are not known turn by turn.
    var endsAlike: Bool?
  }

  /// Keeps the numbers of an attempt with its episode.
  private mutating func record(
    _ attempt: AttemptDigest, _ numbers: EpisodeRecord.Attempt, _ change: AttemptChange?,
    _ memoryTold: Int?
  ) -> News {
    let tags = episodes.bits(of: attempt.flags.map { .flag($0.lowercased()) })
    let threshold = settings.threshold(atStep: attempt.step)
    var news = News()
    episodes.change(
      attempt.episode,
      orMake: EpisodeRecord(
        id: attempt.episode, step: attempt.step, group: attempt.group, task: attempt.task)
    ) {
      if attempt.attempt == .first {
        $0.first = numbers
        $0.task = attempt.task
      } else {
        if attempt.retry != nil, $0.second != nil {
          news.before = $0.outcome(threshold: threshold)
        }
        $0.take(second: numbers, number: attempt.retry)
        $0.toldMemory = memoryTold
        // A sibling is no other task of the episode's, but one without a first attempt needs a name.
        if $0.first == nil { $0.task = attempt.task }
      }
      $0.tags |= tags
      // A reflection that came before its attempt could not know these.
      if change != nil { $0.change = change }
      $0.group = attempt.group
      news.outcome = $0.outcome(threshold: threshold)
      news.endsAlike = attempt.retry == nil ? change?.endsAlike : $0.change?.endsAlike
    }
    return news
  }

  /// Counts an attempt among those of its step, and the outcome of its episode once.
  private mutating func count(_ attempt: AttemptDigest, _ news: News) {
    let threshold = settings.threshold(atStep: attempt.step)
    changeStep(attempt.step) {
      if attempt.attempt == .first {
        $0.first.add(attempt.reward, threshold: threshold)
        return
      }
      $0.second.add(attempt.reward, threshold: threshold)
      if let before = news.before {
        $0.outcomes.remove(before)
        if before == .unchanged { $0.outcomes.count(failedAlike: news.endsAlike, by: -1) }
      }
      guard let outcome = news.outcome else { return }
      $0.outcomes.add(outcome)
      if outcome == .unchanged { $0.outcomes.count(failedAlike: news.endsAlike, by: 1) }
    }
  }

  // MARK: - Reflections

  /// How many reflections back a text counts as said again.
  private static let repetitionWindow = 200

  private mutating func apply(_ written: ReflectionDigest, offset: Int?) {
    beginStep(at: written.step)
    if question?.episode == written.episode { question = nil }
    let isRepeated = recentReflections.contains(written.words)
    recentReflections.append(written.words)
    if recentReflections.count > Self.repetitionWindow { recentReflections.removeFirst() }

    let tags = episodes.bits(of: [.author(written.author.lowercased())])
    let (novelty, nearest) = recentTrigrams.add(written.trigrams, id: written.id)
    open.trigrams[written.episode] = written.trigrams
    if let count = written.wordCount { open.words[written.episode] = count }
    open.origins[written.id] = written.from
    if let judged = written.judged { open.judged[written.episode] = judged }
    countRules(written.judged?.claims ?? [])
    episodes.change(
      written.episode,
      orMake: EpisodeRecord(id: written.episode, step: written.step, group: 0, task: "")
    ) {
      $0.tags |= tags
      $0.reflection = .init(
        id: written.id, memory: written.from, tokens: written.tokens, words: written.words,
        parsed: written.parsed, isRepeated: isRepeated, rules: written.rules,
        claims: written.counts,
        meaning: written.meaning,
        novelty: novelty, isTruncated: written.isTruncated, nearest: nearest, offset: offset)
    }
    if let used = written.from { memory.use(used, step: written.step) }
    changeStep(written.step) {
      $0.reflections.count += 1
      $0.reflections.tokens += written.tokens
      if written.parsed { $0.reflections.parsed += 1 }
      if isRepeated { $0.reflections.repeated += 1 }
      $0.reflections.rules = $0.reflections.rules + written.rules
    }
  }

  /// What is known of an entry's words: as they were judged when the reflection was written, or,
  /// where somebody else wrote them, what their words say by the legend.
  private func judgement(of change: MemoryChange) -> (rules: RuleCheck, claims: [Claim]?) {
    guard let known = open.judged[change.episode], known.advice == change.text else {
      return (rules(in: change.text), nil)
    }
    return (RuleCheck(known.claims), known.isVerbatim ? known.claims : nil)
  }

  private mutating func apply(_ change: MemoryChange, offset: Int?) {
    // Taken out, because the memory must not be asked while it changes.
    var ledger = memory
    memory = MemoryLedger()
    ledger.apply(
      change, origin: episodes.numbers(of: change.episode)?.reflection?.memory,
      judged: { judgement(of: change) }, offset: offset)
    memory = ledger
  }

  private func rules(in text: String) -> RuleCheck {
    guard let legend = start?.legend, !legend.isEmpty else { return RuleCheck() }
    return RuleCheck(text: text, legend: legend)
  }

  // MARK: - Steps

  private mutating func apply(_ update: UpdateRecord, time: EventTime?) {
    beginStep(at: update.step)
    let before = steps.last { $0.step < update.step && $0.update != nil }
    changeStep(update.step) {
      $0.update = update
      $0.tokens = update.tokens - (before?.update?.tokens ?? 0)
      guard let time else { return }
      $0.phases = PhaseSeconds(time.phases)
      $0.elapsed = time.elapsed
      if $0.phases.isKnown {
        $0.seconds = $0.phases.total
      } else if let earlier = before?.elapsed {
        $0.seconds = time.elapsed - earlier
      }
    }
    closeSteps(before: update.step + 1)
  }

  private mutating func apply(_ control: ControlRecord) {
    controls.append(control)
    switch control.action {
    case .pause: if status == .running || status == .waiting { status = .paused }
    case .resume: if status == .paused { status = .running }
    case .stop, .abort: status = .stopped(step: control.step)
    case .set(let setting), .undo(let setting): settings.apply(setting, fromStep: control.step)
    case .timeout(let episode): if episode == question?.episode { question = nil }
    case .step, .checkpoint, .note, .refused, .memory, .unreachable, .reachable, .remark, .other:
      break
    }
  }

  /// Events of a step end those before it, and a run that had ended goes on.
  private mutating func beginStep(at step: Int) {
    closeSteps(before: step)
    switch status {
    case .waiting, .finished, .failed, .stopped: status = .running
    case .running, .paused: break
    }
  }

  private mutating func changeStep(_ step: Int, _ change: (inout StepRecord) -> Void) {
    if let place = place(ofStep: step) {
      guard step < firstOpenStep ?? .max else { return steps.change(place, change) }
      let before = steps[place]
      steps.change(place, change)
      if !StepTotals.countsAlike(before, steps[place]) { keptTotals = nil }
    } else {
      var record = StepRecord(step: step)
      change(&record)
      steps.append(record)
      lastStep = step
      firstOpenStep = min(firstOpenStep ?? step, step)
    }
  }

  private func place(ofStep step: Int) -> Int? {
    guard let lastStep, step <= lastStep else { return nil }
    return lastStep == step ? steps.count - 1 : steps.lastIndex { $0.step == step }
  }

  /// Works out the lift of steps that are over; they are the last ones, so few are looked at.
  private mutating func closeSteps(before step: Int) {
    guard let latest = workOutSteps(before: step) else { return }
    episodes.pack(upToStep: steps[latest].step)
    memory.pack()
    steps.pack { $0.isClosed }
  }

  /// Works out what the steps under way come to, the earliest first.
  ///
  /// - Parameter step: before which they are over.
  /// - Returns: the place of the latest of them, if there was one.
  mutating func workOutSteps(before step: Int) -> Int? {
    guard let firstOpenStep, firstOpenStep < step else { return nil }
    var places: [Int] = []
    var place = steps.count - 1
    self.firstOpenStep = nil
    while place >= 0, !steps[place].isClosed {
      let open = steps[place].step
      if open < step {
        places.append(place)
      } else {
        self.firstOpenStep = min(self.firstOpenStep ?? open, open)
      }
      place -= 1
    }
    for place in places.reversed() {
      close(place)
      let step = steps[place]
      keptTotals?.change { $0.add(step) }
    }
    return places.first
  }

  /// Works out what a step comes to.
  private mutating func close(_ place: Int) {
    let groups = groups(ofStep: steps[place].step)
    let threshold = settings.threshold(atStep: steps[place].step)
    var lift = LiftSums()
    var passes = PassRates()
    for group in groups {
      lift.add(group: group, threshold: threshold)
      passes.add(group: group.compactMap { $0.first?.reward }, threshold: threshold)
    }
    let hard = groups.filter { group in
      let firsts = group.compactMap { $0.first?.reward }
      return firsts.count > 1 && firsts.allSatisfy { $0 < threshold }
    }
    let rescued = hard.count { $0.contains { $0.second != nil && $0.retries.best >= threshold } }
    let quality = quality(of: steps[place], groups, lift: lift)
    steps.change(place) {
      $0.lift = lift
      $0.passes = passes
      $0.quality = quality
      $0.hardPrompts = hard.count
      $0.rescuedPrompts = rescued
      $0.isClosed = true
    }
  }
}
