/// A conversation as tokens: what the policy wrote and what it was told, in one sequence.
package struct Trajectory: Sendable, Equatable {
  /// The whole conversation.
  package var tokens: [Int32] = []
  /// Which positions of `tokens` the policy wrote, ascending.
  package var written: [Int] = []
  /// log π of each written token when it was sampled, in nats, aligned with `written`.
  package var logProbabilities: [Float] = []

  package init() {}

  /// Adds text of the environment.
  package mutating func append(told tokens: [Int32]) {
    self.tokens += tokens
  }

  /// Adds a turn of the policy that is learnt from.
  package mutating func append(written completion: Completion) {
    written += tokens.count..<(tokens.count + completion.tokens.count)
    tokens += completion.tokens
    logProbabilities += completion.logProbabilities
  }
}

/// One turn of an attempt, as it is logged and shown.
package struct Turn: Sendable, Equatable {
  /// What the policy was told before it wrote.
  package var observation: String
  package var text: String
  package var action: String?
  package var wasEffective: Bool
  package var reward: Double
  package var outcome: TurnOutcome
  package var position: Int?
  package var board: [String]?
  /// The tokens of `text`, where they were recorded.
  package var tokens: TokenTrace?

  package init(
    observation: String, text: String, action: String?, wasEffective: Bool, reward: Double,
    outcome: TurnOutcome, position: Int?, board: [String]? = nil,
    tokens: TokenTrace? = nil
  ) {
    self.observation = observation
    self.text = text
    self.action = action
    self.wasEffective = wasEffective
    self.reward = reward
    self.outcome = outcome
    self.position = position
    self.board = board
    self.tokens = tokens
  }
}

/// The kinds of training rows, which no group, curve or metric ever mixes.
package enum RowKind: String, Sendable, CaseIterable, Comparable {
  case first
  case reflection
  case second
  case distilled

  package static func < (left: Self, right: Self) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .first: 0
    case .reflection: 1
    case .second: 2
    case .distilled: 3
    }
  }
}
