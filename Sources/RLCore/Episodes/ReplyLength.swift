/// How long a reply may be, in words: no world counts the tokens of a policy.
package enum ReplyLength: Sendable, Equatable {
  /// Just so many words, after which the turn is over whether it was ended or not.
  case words(Int)
  /// One line.
  case line
  /// A text that its writer ends, of up to about so many words.
  case text(upTo: Int)

  package static let word = ReplyLength.words(1)
}
