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

extension ReplyLength {
  /// The most tokens of a reply where every word is one.
  package var tokens: Int {
    switch self {
    case .words(let count): count
    // As long as the longest text, since there is no mark of a line.
    case .line: 64
    // The mark of the end is one more.
    case .text(let count): count + 1
    }
  }
}
