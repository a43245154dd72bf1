import RLCore

/// An attempt under way or done: the world, the conversation, and what came of each turn.
package struct Attempt: Sendable {
  package let task: any EnvironmentTask
  package var episode: any EnvironmentEpisode
  /// Names the conversation to the policy; a reflection on the attempt continues it.
  package internal(set) var conversation: Int
  package var trajectory = Trajectory()
  package private(set) var turns: [Turn] = []
  package private(set) var reward = 0.0
  package private(set) var isDone = false
  package private(set) var wasTruncated = false
  /// Where the agent began.
  package let start: Int?
  private var told: TurnRequest

  /// Begins an attempt.
  ///
  /// - Parameters:
  ///   - task: what to attempt.
  ///   - advice: what a reflection says, or `nil`.
  ///   - generator: the chance of the world itself.
  ///   - conversation: a number that no other attempt of the step has.
  ///   - tokenizer: turns the opening into tokens.
  package init(
    of task: any EnvironmentTask, advice: String?, generator: SeededGenerator, conversation: Int,
    tokenizer: any TextTokenizer
  ) {
    self.task = task
    self.conversation = conversation
    let episode = task.begin(generator: generator)
    self.episode = episode
    self.start = episode.position
    self.told = episode.prompt(advice: advice)
    trajectory.append(told: tokenizer.encode(told.text))
  }

  /// Begins the same task again in the conversation of a finished attempt: a retry that sees the
  /// raw history instead of a reflection.
  package init(
    retrying first: Attempt, generator: SeededGenerator, tokenizer: any TextTokenizer
  ) {
    task = first.task
    conversation = first.conversation
    let episode = first.task.begin(generator: generator)
    self.episode = episode
    start = episode.position
    told = first.episode.retryRequest()
    trajectory.append(told: first.trajectory.tokens + tokenizer.encode(told.text))
  }

  /// The most tokens that the policy may write now.
  package var maximumTokens: Int { told.maximumTokens }

  /// What the attempt's task is told about it, in words.
  package var feedback: String { episode.feedback }

  /// Takes the policy's turn to the world and the world's answer into the conversation.
  package mutating func take(_ completion: Completion, tokenizer: any TextTokenizer) {
    trajectory.append(written: completion)
    let written =
      completion.tokens.last == tokenizer.endToken
      ? completion.tokens.dropLast() : completion.tokens[...]
    let text = tokenizer.decode(Array(written))
    let transition = episode.respond(to: text)
    turns.append(
      Turn(
        observation: told.text, text: text, action: transition.action,
        wasEffective: transition.wasEffective, reward: transition.reward,
        outcome: transition.outcome, position: transition.position, board: transition.board,
        tokens: TokenTrace(of: completion, text: text, tokenizer: tokenizer)))
    reward += transition.reward
    isDone = transition.isDone
    told = TurnRequest(text: transition.observation, maximumTokens: transition.maximumTokens)
    trajectory.append(told: tokenizer.encode(transition.observation))
  }

  /// Remarks for the log.
  package var flags: [String] {
    turns.contains { $0.outcome == .invalid } ? ["invalid"] : []
  }
}
