import RunModel

/// What people put on the episodes of a run: bookmarks, and what they tried of them.
package struct EpisodeMarks: Sendable {
  /// By episode, with what was said of it.
  private(set) var bookmarks: [Int: String] = [:]
  /// By episode, the latest last.
  private(set) var tries: [Int: [BranchResult]] = [:]
  /// Counts changes, for what depends on it.
  private(set) var revision = 0

  mutating func take(_ bookmarks: [Bookmark]) {
    self.bookmarks = Dictionary(
      bookmarks.map { ($0.episode, $0.note) }, uniquingKeysWith: { _, last in last })
    revision += 1
  }

  mutating func put(_ bookmark: Bookmark) {
    bookmarks[bookmark.episode] = bookmark.isGone ? nil : bookmark.note
    revision += 1
  }

  /// Takes what was tried, each branch once.
  mutating func take(_ branches: [BranchResult]) {
    for branch in branches {
      let known = tries[branch.record.episode] ?? []
      guard !known.contains(where: { $0.record.number == branch.record.number }) else { continue }
      tries[branch.record.episode] = known + [branch]
    }
    revision += 1
  }

  /// Whether an episode has a bookmark whose note holds a word.
  func isBookmarked(_ episode: Int, _ word: String) -> Bool {
    bookmarks[episode].map { word.isEmpty || $0.lowercased().contains(word) } ?? false
  }

  /// Whether an episode was tried again, told a text that holds a word.
  func isTried(_ episode: Int, _ word: String) -> Bool {
    tries[episode]?.contains { word.isEmpty || $0.record.text.lowercased().contains(word) } ?? false
  }

  /// The signs of an episode in a list.
  func signs(_ episode: Int) -> String {
    (bookmarks[episode] == nil ? "" : " \(Sign.bookmark.symbol)")
      + (tries[episode] == nil ? "" : " \(Sign.tried.symbol)")
  }

  /// What the signs mean.
  static let legend = "\(Sign.bookmark.symbol) bookmark · \(Sign.tried.symbol) tried again"
}
