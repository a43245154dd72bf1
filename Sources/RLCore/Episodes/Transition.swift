/// What came of one turn.
package struct Transition: Sendable, Equatable {
  /// The action as the environment read it, or `nil` where the turn was only thought, such as the
  /// naming of a target.
  package var action: String?
  /// Whether the world changed.
  ///
  /// A move against the edge is not effective.
  package var wasEffective: Bool
  package var reward: Double
  package var isDone: Bool
  package var outcome: TurnOutcome
  /// Where the agent is now: row × width + column, or `nil` without a board.
  package var position: Int?
  /// The board now, if anything but the agent moved.
  package var board: [String]?
  /// What is added to the conversation; at the end of an attempt only its last words.
  package var observation: String
  /// How long the policy's next turn may be; `nil` at the end.
  package var length: ReplyLength?

  // Inlinable, since a call would copy and release all of it once more on every turn.
  @inlinable @inline(__always)
  package init(
    action: String?, wasEffective: Bool, reward: Double, isDone: Bool, outcome: TurnOutcome,
    position: Int? = nil, board: [String]? = nil, observation: String, length: ReplyLength?
  ) {
    self.action = action
    self.wasEffective = wasEffective
    self.reward = reward
    self.isDone = isDone
    self.outcome = outcome
    self.position = position
    self.board = board
    self.observation = observation
    self.length = length
  }
}

/// How a turn, and with the last one the attempt, came out.
package enum TurnOutcome: String, Sendable, CaseIterable {
  /// A turn of thought that the world did not see.
  case planned
  case moved
  /// Nothing moved: the way was closed.
  case blocked
  /// The text named no action; it costs a turn, as officially.
  case invalid
  case solved
  /// The attempt ended badly, such as in a hole.
  case failed
  /// The budget was used up.
  case exhausted
}
