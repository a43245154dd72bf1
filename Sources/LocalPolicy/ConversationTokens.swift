import RLCore
import TinyTransformer

/// Makes tokens of conversations: what the policy drew as it was drawn, everything else by its
/// words, and the mark of a beginning before it all.
struct ConversationTokens: Sendable {
  let words: WordTokenizer

  /// The tokens of segments from one on.
  func tokens(of conversation: Conversation, from first: Int = 0) -> [Int32] {
    (first == 0 ? [words[.beginning]] : [])
      + conversation.segments.dropFirst(first).flatMap(tokens)
  }

  /// The tokens of a whole conversation, with those marked that are learnt from.
  func trajectory(of conversation: Conversation) -> Trajectory {
    var trajectory = Trajectory()
    trajectory.append(told: [words[.beginning]])
    for (place, segment) in conversation.segments.enumerated() {
      if place >= conversation.ownBeginning, let drawn = drawn(in: segment) {
        trajectory.append(written: drawn)
      } else {
        trajectory.append(told: tokens(segment))
      }
    }
    return trajectory
  }

  private func tokens(_ segment: Segment) -> [Int32] {
    drawn(in: segment)?.tokens ?? words.encode(segment.text)
  }

  /// What was drawn from this vocabulary; what another policy wrote is only words.
  private func drawn(in segment: Segment) -> Completion? {
    guard let completion = segment.completion, !completion.tokens.isEmpty,
      words.text(of: completion.tokens) == segment.text
    else { return nil }
    return completion
  }
}

extension WordTokenizer {
  /// The words of a turn, without the mark that ended it.
  func text(of turn: [Int32]) -> String {
    decode(turn.last == self[.end] ? turn.dropLast() : turn[...])
  }
}

extension ReplyLength {
  /// The most tokens of a reply where every word is one.
  var tokens: Int {
    switch self {
    case .words(let count): count
    // As long as the longest text, since there is no mark of a line.
    case .line: 64
    // The mark of the end is one more.
    case .text(let count): count + 1
    }
  }
}
