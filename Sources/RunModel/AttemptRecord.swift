import RLCore

/// Which of an episode's attempts.
package enum AttemptKind: String, Sendable, CaseIterable {
  case first
  case second
  /// A rollout made to measure something; never trained on.
  case probe
  /// An attempt of an evaluation that is logged in full; never trained on.
  case evaluation
}

/// What a probe is for.
package enum ProbeKind: String, Sendable, CaseIterable {
  /// A fresh first attempt at the same task: what trying again would have got.
  case blind
  /// The second attempt, told the reflection on another task.
  case other
  /// The second attempt, told an empty reflection.
  case empty
  /// The second attempt, told its own reflection's words in another order.
  case shuffled
  /// A first attempt at a held-out task, told the reflection.
  case transfer
  /// The same held-out task without.
  case base
}

/// One attempt, from the first word to the feedback.
package struct AttemptRecord: Sendable, Equatable {
  package var step: Int
  /// Counts the episodes of a run: one first attempt and what followed from it.
  package var episode: Int
  /// Counts the prompts of a run: the rollouts that share a task at a step are one group.
  package var group: Int
  package var attempt: AttemptKind
  package var task: String
  /// Rows of symbols without the agent; empty for a task without a board.
  package var board: [String]
  /// Where the agent began: row × width + column.
  package var start: Int?
  package var turns: [Turn]
  package var reward: Double
  package var feedback: String
  /// Tokens that the policy wrote.
  package var tokens: Int
  /// Mean log π of those tokens, in nats.
  package var logProbability: Double
  /// The reflection that the attempt saw.
  package var reflection: Int?
  /// Remarks such as "invalid" or "truncated".
  package var flags: [String]
  /// Which of several second attempts of an episode, from 2; `nil` for the first or only one.
  package var retry: Int?
  /// What a probe measures; its `episode` is the one that it is about.
  package var probe: ProbeKind?
  /// The episode whose reflection a probe was told, if it was told one.
  package var of: Int?
  /// The branch that it belongs to; `nil` for what happened in the run.
  package var branch: Int?
  /// What the policy was told after its last move, which no turn holds; `nil` in older logs.
  package var closing: String?
  /// The name of the evaluation that it was made for; its `episode` then counts that evaluation's
  /// attempts from 0.
  package var measure: String?

  package init(
    step: Int, episode: Int, group: Int, attempt: AttemptKind, task: String, board: [String],
    start: Int?, turns: [Turn], reward: Double, feedback: String, tokens: Int,
    logProbability: Double, reflection: Int? = nil, flags: [String] = []
  ) {
    self.step = step
    self.episode = episode
    self.group = group
    self.attempt = attempt
    self.task = task
    self.board = board
    self.start = start
    self.turns = turns
    self.reward = reward
    self.feedback = feedback
    self.tokens = tokens
    self.logProbability = logProbability
    self.reflection = reflection
    self.flags = flags
  }
}

/// One reflection: what the reflector saw and what it wrote.
package struct ReflectionRecord: Sendable, Equatable {
  package var step: Int
  package var episode: Int
  package var id: Int
  /// The memory entry that the reflector started from.
  package var from: Int?
  /// The text that was added to the attempt's conversation to ask for the reflection.
  package var prompt: String
  package var text: String
  /// What of it the second attempt is told; empty if nothing could be read.
  package var advice: String
  package var parsed: Bool
  package var tokens: Int
  package var logProbability: Double
  /// Who wrote it: "self", "frozen", "oracle", "human".
  package var author: String
  /// The tokens of `text`, where they were recorded.
  package var trace: TokenTrace?
  /// What the text claims, judged when it was written; `nil` in logs that did not.
  package var claims: [Claim]?
  /// How many symbols there were to explain.
  package var facts: Int?
  /// Whether the limit of tokens cut it off.
  package var isTruncated = false

  package init(
    step: Int, episode: Int, id: Int, from: Int?, prompt: String, text: String, advice: String,
    parsed: Bool, tokens: Int, logProbability: Double, author: String, trace: TokenTrace? = nil
  ) {
    self.step = step
    self.episode = episode
    self.id = id
    self.from = from
    self.prompt = prompt
    self.text = text
    self.advice = advice
    self.parsed = parsed
    self.tokens = tokens
    self.logProbability = logProbability
    self.author = author
    self.trace = trace
  }
}

extension AttemptRecord {
  /// The numbers of the attempt alone.
  package var withoutTurns: Self {
    var record = self
    record.board = []
    record.start = nil
    record.turns = []
    record.feedback = ""
    record.closing = nil
    return record
  }
}

extension ReflectionRecord {
  /// What was written, without what was asked and the probability of every token.
  package var withoutRequest: Self {
    var record = self
    record.prompt = ""
    record.trace = nil
    return record
  }
}
