import TerminalUI

/// A reflection that somebody writes: an answer to a question of the run, or something to try.
package struct ReflectionEditor: Equatable, Sendable {
  package enum Purpose: Equatable, Sendable {
    /// The run waits for it.
    case answer
    /// The second attempt is run again with it, outside of the run.
    case branch
  }

  package var purpose: Purpose
  package var episode: Int
  package var box: TextBox
  /// What the world makes of the text, as far as it was asked.
  package internal(set) var understood: Understanding?
  /// The text that the world was asked about last.
  var askedAbout: String?
  /// The text as it was before anybody wrote; `nil` where there was none.
  package let original: String?

  package init(_ purpose: Purpose, episode: Int, original: String? = nil) {
    self.purpose = purpose
    self.episode = episode
    self.original = original
    box = TextBox(original ?? "")
  }
}
