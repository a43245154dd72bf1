import RLCore

/// Tokens of conversations: what the policy drew as it was drawn, everything else by its words.
extension TinkerPolicy {
  nonisolated func tokens(of conversation: Conversation) -> [Int32] {
    [words.beginToken] + conversation.segments.flatMap(tokens)
  }

  nonisolated func trajectory(of conversation: Conversation) -> Trajectory {
    var trajectory = Trajectory()
    trajectory.append(told: [words.beginToken])
    for (place, segment) in conversation.segments.enumerated() {
      if place >= conversation.ownBeginning, let drawn = drawn(in: segment) {
        trajectory.append(written: drawn)
      } else {
        trajectory.append(told: tokens(segment))
      }
    }
    return trajectory
  }

  private nonisolated func tokens(_ segment: Segment) -> [Int32] {
    drawn(in: segment)?.tokens ?? words.encode(segment.text)
  }

  /// What was drawn from this vocabulary; what another policy wrote is only words.
  private nonisolated func drawn(in segment: Segment) -> Completion? {
    guard let completion = segment.completion, !completion.tokens.isEmpty else { return nil }
    let turn = completion.tokens
    let written = turn.last == words.endToken ? Array(turn.dropLast()) : turn
    return words.decode(written) == segment.text ? completion : nil
  }
}

extension ReplyLength {
  /// The most tokens of a reply where every word is one.
  var tokens: Int {
    switch self {
    case .words(let count): count
    case .line: 64
    // The mark of the end is one more.
    case .text(let count): count + 1
    }
  }
}
