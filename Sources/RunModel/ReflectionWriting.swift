/// A reflection as far as it is written.
package struct ReflectionWriting: Sendable, Equatable {
  package var episode: Int
  package var words: String

  package init(episode: Int, words: String) {
    self.episode = episode
    self.words = words
  }
}
