import RLCore

/// An attempt under way or done: the world, the conversation, and what came of each turn.
package struct Attempt: Sendable {
  package let task: any EnvironmentTask
  package private(set) var world: any EnvironmentEpisode
  /// What was said so far; a reflection on the attempt continues it.
  package internal(set) var conversation: Conversation
  package private(set) var turns: [Turn] = []
  package private(set) var reward = 0.0
  package private(set) var isDone = false
  /// What the world said after the last turn; empty before.
  package private(set) var closing = ""
  /// Where the agent began.
  package let start: Int?
  /// What the policy answers next.
  private var request: TurnRequest

  /// Begins a task in a conversation of its own, told what a reflection says, or nothing.
  package init(
    at task: any EnvironmentTask, in world: any EnvironmentEpisode, told advice: String?,
    conversation id: Int
  ) {
    self.init(
      task, world, world.prompt(advice: advice), continuing: Conversation(id: id))
  }

  /// Begins the same task again in the conversation of a finished attempt: a retry that sees the
  /// raw history instead of a reflection.
  package init(retrying first: Attempt, in world: any EnvironmentEpisode) {
    self.init(
      first.task, world, first.world.retryRequest(), continuing: first.conversation.asHistory)
  }

  /// Begins another task in the conversation of a finished attempt.
  ///
  /// What stands above everything was said at its beginning and is not said again.
  package init(
    at task: any EnvironmentTask, in world: any EnvironmentEpisode, following first: Attempt
  ) {
    var opening = world.prompt(advice: nil)
    opening.segments.removeAll { $0.writer == .system }
    self.init(task, world, opening, continuing: first.conversation.asHistory)
  }

  private init(
    _ task: any EnvironmentTask, _ world: any EnvironmentEpisode, _ request: TurnRequest,
    continuing conversation: Conversation
  ) {
    self.task = task
    self.world = world
    self.request = request
    self.conversation = conversation
    self.conversation.append(request.segments)
    start = world.position
  }

  /// What the policy was told last.
  var asked: String { request.text }

  /// How much the policy may write now.
  package var length: ReplyLength { request.length }

  /// What the attempt's task is told about it, in words.
  package var feedback: String { world.feedback }

  /// The conversation as it would have been without advice or history.
  package var withoutAdvice: Conversation {
    conversation.with(opening: world.prompt(advice: nil).segments)
  }

  /// Takes the policy's turn to the world and the world's answer into the conversation.
  ///
  /// - Throws: what went wrong with the world; `RewardProblem`.
  package mutating func take(_ completion: Completion) async throws {
    conversation.append(Segment(completion))
    let transition = try await world.respond(to: completion.text)
    guard (reward + transition.reward).isFinite else { throw RewardProblem(transition.reward) }
    turns.append(
      Turn(
        observation: request.text, text: completion.text, action: transition.action,
        wasEffective: transition.wasEffective, reward: transition.reward,
        outcome: transition.outcome, position: transition.position, board: transition.board,
        tokens: TokenTrace(of: completion)))
    reward += transition.reward
    isDone = transition.isDone
    closing = transition.isDone ? transition.observation : ""
    request = TurnRequest(transition.observation, length: transition.length ?? .words(0))
    conversation.append(request.segments)
  }

  /// Remarks for the log.
  package var flags: [String] {
    turns.contains { $0.outcome == .invalid } ? ["invalid"] : []
  }
}
