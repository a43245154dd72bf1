import RLCore

/// One attempt: a word a turn, left or right.
struct CorridorEpisode: EnvironmentEpisode {
  let task: CorridorTask
  private var square: Int
  private var turns = 0
  private var outcome = TurnOutcome.moved

  private static let budget = 6

  init(task: CorridorTask) {
    self.task = task
    square = task.length / 2
  }

  var position: Int? { task.length / 2 }

  func prompt(advice: String?) -> TurnRequest {
    let rules = advice.map { $0.isEmpty ? "none" : $0 } ?? "none"
    let squares = task.board[0].map(String.init).joined(separator: " ")
    return TurnRequest("rules: \(rules) \(squares) go:", length: .word)
  }

  mutating func respond(to text: String) async throws -> Transition {
    try await Task.sleep(for: .microseconds(200))
    turns += 1
    if task.isBreaking, turns == 2 { throw Corridor.Outage() }
    let isRead = ["left", "right"].contains(text)
    if isRead { square += text == "left" ? -1 : 1 }
    outcome = outcome(isRead: isRead)
    let isDone = [.solved, .failed, .exhausted].contains(outcome)
    return Transition(
      action: isRead ? text : "none", wasEffective: isRead, reward: outcome == .solved ? 1 : 0,
      isDone: isDone, outcome: outcome, position: square, observation: words,
      length: isDone ? nil : .word)
  }

  private func outcome(isRead: Bool) -> TurnOutcome {
    if square == (task.isExitLeft ? 0 : task.length - 1) { return .solved }
    if square == 0 || square == task.length - 1 { return .failed }
    if turns >= Self.budget { return .exhausted }
    return isRead ? .moved : .invalid
  }

  private var words: String {
    switch outcome {
    case .solved: "out"
    case .failed: "shut"
    case .exhausted: "timeout"
    default: "moved go:"
    }
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    TurnRequest("memory: \(memory ?? "none") reflect:", length: .text(upTo: 8))
  }

  func retryRequest() -> TurnRequest { TurnRequest("again: go:", length: .word) }

  var feedback: String {
    outcome == .solved ? "The agent is out." : "The agent is still inside."
  }
}
