import RunModel

/// Playing an episode on its board, turn by turn.
extension DashboardState {
  mutating func perform(_ replaying: Replaying) {
    switch replaying {
    case .play: playReplay()
    case .turns(let turns):
      hold()
      turnReplay(by: turns)
    case .episodes(let count): goToEpisode(by: count)
    case .speed(let steps): changeSpeed(by: steps)
    case .nextReflectionText: read(place.reflectionText.next)
    case .reflectorView: read(place.reflectionText == .saw ? .words : .saw)
    case .openMemory: openMemory()
    case .openTries: openTries()
    }
  }

  /// Keeps what shows as it is while the run goes on.
  ///
  /// A run that has ended, or is looked back in already, holds still by itself.
  mutating func hold() {
    guard playhead == .following, open.source != .record, !run.isOver,
      currentView.episode(of: self) != nil
    else { return }
    let events = run.eventCount
    if place.selection == .latest, let row = rows.selected(place.selection) {
      place.selection = .row(row)
    }
    move(playhead: .after(events: events))
    isHeld = true
    notify("the view is held while the run goes on; F follows it again")
  }

  /// Shows more or fewer turns of the two attempts, which go in lock-step.
  mutating func turnReplay(by turns: Int) {
    guard let episode = currentView.episode(of: self), let texts = texts(of: episode) else {
      place.isPlaying = false
      return
    }
    let count = texts.turnCount
    let wanted = min(max(0, (place.turn ?? count) + turns), count)
    place.turn = wanted == count ? nil : wanted
    place.part = wanted == count ? 0 : texts.place(ofTurns: wanted)
    place.token = 0
    if wanted == count { place.isPlaying = false }
  }

  private mutating func playReplay() {
    guard let episode = currentView.episode(of: self), texts(of: episode) != nil else {
      return notify("no attempt to play yet")
    }
    hold()
    if place.selection == .latest { place.selection = .row(episode) }
    place.isPlaying.toggle()
    guard place.isPlaying else { return }
    if place.turn == nil { place.turn = 0 }
    replay.untilNextTurn = replay.secondsPerTurn
  }

  /// The next episode of the list; a replay under way begins it at its first turn.
  private mutating func goToEpisode(by count: Int) {
    hold()
    let rows = self.rows
    guard rows.count > 0 else { return notify("no episodes here") }
    let now = rows.place(of: place.selection)
    let wanted = min(max(0, now + count), rows.count - 1)
    guard wanted != now else {
      return notify(count > 0 ? "this is the last episode" : "this is the first episode")
    }
    let wasPlaying = place.isPlaying
    select(rows.number(wanted))
    guard wasPlaying else { return }
    place.turn = 0
    place.isPlaying = true
    replay.untilNextTurn = replay.secondsPerTurn
  }

  private mutating func changeSpeed(by steps: Int) {
    replay.speed = replay.speed.changed(by: steps)
    notify("replay at \(replay.speed.label)")
  }

  // MARK: - The reflection between the attempts

  private mutating func read(_ text: ReflectionText) {
    place.reflectionText = text
    notify("showing \(text.name)")
  }

  /// Goes to the entry that the reflection started from, or that became of it.
  private mutating func openMemory() {
    guard let episode = currentView.episode(of: self), let record = run.episodes[episode],
      let reflection = record.reflection
    else { return notify("there is no reflection that memory could have to do with") }
    let entries = run.memory.entries
    let wanted = reflection.memory ?? reflection.id
    guard let index = entries.indices.last(where: { entries[$0].id == wanted }) else {
      return notify(
        reflection.memory == nil
          ? "it started from no memory and was not kept" : "memory #\(wanted) is not in this log")
    }
    drill(into: .memory, at: ViewPlace(at: index))
  }
}
