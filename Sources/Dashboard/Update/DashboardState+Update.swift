import RunModel
import TerminalUI

extension DashboardState {
  /// Takes a message into account and says what is to be done about it.
  package mutating func update(_ message: Message) -> [Command] {
    var commands: [Command] = []
    // A key asks about what is on the screen.
    if case .keyPressed = message { prepareToDraw() }
    switch message {
    case .keyPressed(.resize(let width, let height)), .resized(let width, let height):
      screen.width = max(0, width)
      screen.height = max(0, height)
    case .keyPressed(let key): commands = press(key)
    case .ticked(let seconds): tick(seconds)
    case .eventsArrived(let events, let run): append(events, to: run)
    case .historyRead(let timeline, let end, let run):
      guard runs.indices.contains(run) else { break }
      runs[run].timeline = timeline
      runs[run].timeline.keep(in: runs[run].store)
      runs[run].logEnd = end
    case .digestsArrived(let events, let run): append(events, to: run)
    case .wordsArrived(let events, let first, let run):
      guard runs.indices.contains(run) else { break }
      for (place, event) in events.enumerated() {
        runs[run].timeline.keepWords(of: event.event, number: first + place)
      }
    case .readingProgressed(let share, let run):
      guard runs.indices.contains(run) else { break }
      runs[run].reading = share
      // What there is to know comes with the piece behind it.
      if share != nil { return [] }
    case .logRestarted(let run): restart(run)
    case .linesLeftOut(let lines, let run):
      guard runs.indices.contains(run) else { break }
      runs[run].leftOut = lines
    case .lateCounted(let late, let run):
      guard runs.indices.contains(run) else { break }
      runs[run].late = late
    case .engineChanged(let status, let run): change(run, to: status)
    case .engineSeen(let sight, let run):
      guard runs.indices.contains(run) else { break }
      runs[run].sight = sight
    case .writingSeen(let writing, let run):
      guard runs.indices.contains(run) else { break }
      runs[run].writing = writing
    case .folderSeen(let folder, let run):
      guard runs.indices.contains(run) else { break }
      runs[run].folder = folder
    case .runJoined(let run): runs.append(run)
    case .shelfRead(let entries): take(shelf: entries)
    case .bookmarksRead(let bookmarks, let run):
      guard runs.indices.contains(run) else { break }
      runs[run].marks.take(bookmarks)
    case .branchesRead(let branches, let run):
      guard runs.indices.contains(run) else { break }
      runs[run].marks.take(branches.compactMap { BranchResult($0) })
    case .opened(let runs, let judgements): take(runs, judgements)
    case .episodeLoaded(let episode, let run, let events):
      guard runs.indices.contains(run) else { break }
      runs[run].load(episode, events)
    case .edited(let text): takeEdited(text)
    case .understood(let understanding): take(understanding)
    case .branchDone(let events):
      take(branch: events)
    case .searched(let findings): take(findings)
    case .searchFailed(let id, let reason):
      guard search?.id == id else { break }
      search?.fail(reason)
      notify("only what is in memory was searched: \(reason)", .problem)
    case .commandFailed(let text):
      // Whatever it was, a trial that could not be made is one of them.
      trying = nil
      notify(text, .problem)
    case .noticed(let text): notify(text)
    }
    commands += goOnSearching() + askWhatIsUnderstood()
    if message.isPiece { return commands }
    if case .keyPressed = message { prepareToDraw() }
    return commands + loadMissingTexts()
  }

  /// Looks again at whatever shows and has changed: once for a picture, not for every piece of
  /// every log that is read before it.
  package mutating func prepareToDraw() {
    for run in runs.indices { runs[run].timeline.stand() }
    rememberMatches()
    rememberTransitions()
    rememberRows()
    rememberAlarms()
    rememberComparison()
    rememberCurves()
  }

  mutating func notify(_ text: String, _ kind: Notice.Kind = .information) {
    notice = Notice(text: text, kind: kind, left: kind == .problem ? 12 : 4)
  }

  private mutating func append(_ events: [PlacedEvent], to run: Int) {
    guard runs.indices.contains(run) else { return }
    for placed in events {
      runs[run].timeline.append(placed.event, offset: placed.offset)
      if let offset = placed.offset { runs[run].logEnd = max(runs[run].logEnd, offset + 1) }
      if run == current, runs[run].reading == nil, engine?.isLive == true {
        tell(of: placed.event.event)
      }
    }
  }

  private mutating func append(_ events: [PlacedDigest], to run: Int) {
    guard runs.indices.contains(run) else { return }
    for placed in events { runs[run].timeline.append(placed) }
    if let offset = events.last?.offset { runs[run].logEnd = max(runs[run].logEnd, offset + 1) }
  }

  /// Says what became of an order, whoever gave it.
  private mutating func tell(of event: RunEvent) {
    if case .asked(let question) = event {
      notify(
        "episode \(question.episode) failed: what should it teach? e answers, within "
          + "\(Int(question.wait)) s")
    }
    if case .attempt(let attempt) = event, attempt.attempt == .second,
      answered.remove(attempt.episode) != nil
    {
      let came = attempt.reward >= self.run.threshold ? "solved" : "failed again"
      notify(
        "what you wrote on episode \(attempt.episode): \(came), reward "
          + "\(Figures.reward(attempt.reward)); in view 3, / human shows all of yours", .problem)
    }
    guard case .control(let control) = event else { return }
    switch control.action {
    case .set: notify("\(control.detail), from step \(control.step) on")
    case .undo: notify("taken back: \(control.detail)", .problem)
    case .refused: notify("not done: \(control.detail)", .problem)
    case .unreachable: notify("the run waits: \(control.detail)", .problem)
    case .reachable: notify("the model answers again: the run goes on")
    case .remark: notify(control.detail)
    default: break
    }
  }

  private mutating func restart(_ run: Int) {
    guard runs.indices.contains(run) else { return }
    let old = runs[run]
    runs[run] = old.unread
    // Once as much has been read again, answers would be taken for those of before.
    caches = Caches()
    if run == current { move(playhead: .following) }
    if search?.run == run { search = nil }
    notify("the log of \(old.name) has changed before its end and is read again")
  }

  private mutating func change(_ run: Int, to status: EngineStatus) {
    guard runs.indices.contains(run) else { return }
    let before = runs[run].engine
    runs[run].engine = status
    guard run == current else { return }
    tell(of: status, after: before)
    // Whoever was just being asked what to do with a live run need not choose any more.
    if case .quit = popup, !isLive {
      popup = nil
    } else if before?.isLive == true, isOver, popup == nil, prompt == nil {
      // Of a run that was over when it was opened this is no news.
      offerEnding()
      deafFor = 1
    }
    if case .ending = popup, isLive { popup = nil }
  }

  private mutating func tell(of status: EngineStatus, after before: EngineStatus?) {
    switch status {
    case .finished: if before != nil, before != .finished { notify("the run is finished") }
    case .failed(let reason): notify("the run failed: \(reason)", .problem)
    case .stopped: notify("the run was stopped; Space goes on")
    case .dead: notify(whyNotLive, .problem)
    case .copied, .unfinished, .growing: break
    case .running, .stepping, .pausing, .paused, .stopping, .waiting:
      guard before == nil, open.source == .log else { return }
      notify("another process trains this run; the keys steer it all the same")
    }
  }

  private mutating func tick(_ seconds: Double) {
    let seconds = seconds.isFinite ? max(0, seconds) : 0
    deafFor = max(0, deafFor - seconds)
    countDown(seconds)
    if var shown = notice {
      shown.left -= seconds
      notice = shown.left > 0 ? shown : nil
    }
    guard place.isPlaying else { return }
    replay.untilNextTurn -= seconds
    guard replay.untilNextTurn <= 0 else { return }
    replay.untilNextTurn = replay.secondsPerTurn
    turnReplay(by: 1)
  }

  /// Counts from when a question was first seen, since nothing here looks at a clock.
  private mutating func countDown(_ seconds: Double) {
    guard let question = runs[current].timeline.latest.question, isLive else { return asking = nil }
    let before = asking.flatMap { $0.episode == question.episode ? $0.seconds : nil }
    asking = (question.episode, before.map { $0 + seconds } ?? 0)
  }

  // MARK: - Looking back

  mutating func move(playhead wanted: Playhead) {
    playhead = wanted
    isHeld = false
    caches.pastCurves = CurveStore()
    caches.curves = nil
    switch wanted {
    case .following: past = nil
    case .after: past = open.timeline.state(at: wanted)
    }
    // A cursor on a step that is yet to come would tell of the future.
    let last = run.steps.last?.step ?? 0
    for (view, place) in places where (place.cursor ?? 0) > last { places[view]?.cursor = nil }
  }

  mutating func lookBack() {
    guard let earlier = open.timeline.playhead(before: playhead) else {
      return notify("this is the beginning of the run")
    }
    move(playhead: earlier)
  }

  mutating func goForward() {
    guard isLookingBack else { return notify("this is the latest event") }
    move(playhead: open.timeline.playhead(after: playhead))
  }

  // MARK: - Words that are no longer in memory

  /// Episodes whose words are asked for while a log is read: with every picture another one shows.
  private static let askedWhileReading = 2

  /// Asks once for the words of the episodes on the screen that are not at hand.
  package mutating func loadMissingTexts() -> [Command] {
    if open.reading != nil, open.requested.count >= Self.askedWhileReading { return [] }
    guard let episode = currentView.episode(of: self), let record = run.episodes[episode] else {
      return []
    }
    var commands = load(record)
    if view == .episodes, place.reflectionText == .sincePrevious,
      let previous = episodeOfPreviousReflection(record).flatMap({ run.episodes[$0] })
    {
      commands += load(previous)
    }
    return commands
  }

  private mutating func load(_ record: EpisodeRecord) -> [Command] {
    guard texts(of: record.id) == nil, !record.offsets.isEmpty,
      runs[current].requested.insert(record.id).inserted
    else { return [] }
    return [.loadEpisode(episode: record.id, run: current, offsets: record.offsets)]
  }
}
