/// What a world makes of a text that somebody writes as a reflection.
package struct Understanding: Sendable, Equatable {
  /// The text that was read.
  package var text: String
  /// What the second attempt would be told; empty where nothing was understood.
  package var advice: String
  /// Whether it has the form that is asked for.
  package var isWellFormed: Bool
  /// What can be said, in the world's own words; empty where any text will do.
  package var forms: [String]
  /// The sentences of the text that say nothing to it, while others do.
  package var unread: [String]
  /// What it gives away of this very task, in its own words: a route, or the answer.
  package var leaks: [String]
  /// What it says and the world is not like, in its own words; guesses claim nothing.
  package var untrue: [String]

  package init(
    text: String, advice: String, isWellFormed: Bool, forms: [String] = [], unread: [String] = [],
    leaks: [String] = [], untrue: [String] = []
  ) {
    self.text = text
    self.advice = advice
    self.isWellFormed = isWellFormed
    self.forms = forms
    self.unread = unread
    self.leaks = leaks
    self.untrue = untrue
  }
}
