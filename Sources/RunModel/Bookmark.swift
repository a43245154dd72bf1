/// A mark that somebody put on an episode, with what they had to say of it.
package struct Bookmark: Sendable, Equatable {
  package var episode: Int
  /// Empty where nothing was said.
  package var note: String
  /// Whether the mark was taken off again.
  package var isGone: Bool

  package init(episode: Int, note: String = "", isGone: Bool = false) {
    self.episode = episode
    self.note = note
    self.isGone = isGone
  }
}
