/// Tokens of conversations: what the policy drew as it was drawn, everything else by its words, and
/// the mark of a beginning before it all.
extension TextTokenizer {
  /// The tokens of segments from one on.
  package func tokens(of conversation: Conversation, from first: Int = 0) -> [Int32] {
    (first == 0 ? [beginToken] : []) + conversation.segments.dropFirst(first).flatMap(tokens)
  }

  /// The tokens of a whole conversation, with those marked that are learnt from.
  package func trajectory(of conversation: Conversation) -> Trajectory {
    var trajectory = Trajectory()
    trajectory.append(told: [beginToken])
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
    drawn(in: segment)?.tokens ?? encode(segment.text)
  }

  /// What was drawn from this vocabulary; what another policy wrote is only words.
  private func drawn(in segment: Segment) -> Completion? {
    guard let completion = segment.completion, !completion.tokens.isEmpty,
      text(of: completion.tokens) == segment.text
    else { return nil }
    return completion
  }

  /// The words of a turn, without the mark that ended it.
  package func text(of turn: [Int32]) -> String {
    decode(turn.last == endToken ? Array(turn.dropLast()) : turn)
  }

  /// What was drawn of a turn, token by token; the mark that ended it says nothing.
  package func pieces(of turn: [Int32]) -> [String] {
    turn.map { $0 == endToken ? "" : decode([$0]) }
  }
}
