import RunModel

/// Bookmarks on episodes, and looking again at what was tried of them.
extension DashboardState {
  /// Puts a bookmark on the selected episode, or takes it off.
  mutating func toggleBookmark() -> [Command] {
    guard let episode = currentView.episode(of: self) else {
      notify("no episode selected to put a bookmark on")
      return []
    }
    let isGone = open.marks.bookmarks[episode] != nil
    notify(
      isGone
        ? "the bookmark on episode \(episode) is gone"
        : "a bookmark on episode \(episode); :bookmark NOTE says why, / bookmark: finds it")
    return put(Bookmark(episode: episode, isGone: isGone))
  }

  /// Puts a bookmark with a note on the selected episode.
  mutating func bookmark(_ note: String) -> [Command] {
    guard let episode = currentView.episode(of: self) else {
      notify("no episode selected to put a bookmark on", .problem)
      return []
    }
    notify("episode \(episode): \(note)")
    return put(Bookmark(episode: episode, note: note))
  }

  private mutating func put(_ bookmark: Bookmark) -> [Command] {
    runs[current].marks.put(bookmark)
    return [.bookmark(bookmark, run: current)]
  }

  /// Opens what was tried of the selected episode, the latest first.
  mutating func openTries() {
    guard let episode = currentView.episode(of: self) else { return notify("no episode selected") }
    guard let latest = open.marks.tries[episode]?.last else {
      return notify("nothing was tried of episode \(episode) yet; e tries another reflection")
    }
    popup = .branch(latest)
  }

  /// The try before the one that shows, or the one after it.
  func tryBeside(_ result: BranchResult, by count: Int) -> BranchResult? {
    let tries = open.marks.tries[result.record.episode] ?? []
    guard let place = tries.firstIndex(where: { $0.record.number == result.record.number }),
      tries.indices.contains(place + count)
    else { return nil }
    return tries[place + count]
  }

  /// Keeps what came of a branch, and shows it if its episode is of the run on the screen.
  mutating func take(branch events: [RunEvent]) {
    trying = nil
    guard let result = BranchResult(events) else { return }
    runs[current].marks.take([result])
    popup = .branch(result)
  }
}
