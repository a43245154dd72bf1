import RLCore

/// What came of a turn, as its world tells it, made whole and held against itself.
struct TurnAnswer: Sendable, Equatable {
  var transition: Transition
  /// What a finished attempt is told.
  var feedback: String?

  /// - Parameters:
  ///   - fields: the answer.
  ///   - text: what the policy wrote.
  ///   - card: who the world is.
  ///   - task: the task.
  /// - Throws: `AnswerProblem`.
  init(
    _ fields: AnswerFields, to text: String, card: WorldCard, task: TaskAnswer
  ) throws(AnswerProblem) {
    let reward = try fields.number("reward") ?? 0
    guard card.rewards.contains(reward) else {
      throw AnswerProblem(
        "'reward' is \(reward), and the world said that rewards are from "
          + "\(NumberWords.short(card.rewards.lowerBound)) to "
          + "\(NumberWords.short(card.rewards.upperBound))")
    }
    let isTruncated = try fields.flag("truncated") ?? false
    let isDone = try fields.flag("done") ?? isTruncated
    let board = try fields.board()
    let outcome = try Self.outcome(
      fields, isDone: isDone, isTruncated: isTruncated, reward: reward)
    let action =
      outcome == .planned ? nil : try fields.text("action", upTo: 1000) ?? WorldText.line(text)
    transition = Transition(
      action: action, wasEffective: try fields.flag("effective") ?? Self.isEffective(outcome),
      reward: reward, isDone: isDone, outcome: outcome,
      position: try fields.position(on: board ?? task.board), board: board,
      observation: try fields.text("observation") ?? "",
      length: isDone ? nil : try fields.length())
    feedback = try fields.text("feedback")
  }

  private static func outcome(
    _ fields: AnswerFields, isDone: Bool, isTruncated: Bool, reward: Double
  ) throws(AnswerProblem) -> TurnOutcome {
    guard let name = try fields.text("outcome", upTo: 40) else {
      if isDone { return isTruncated ? .exhausted : reward >= 1 ? .solved : .failed }
      return try fields.flag("effective") == false ? .blocked : .moved
    }
    guard let outcome = TurnOutcome(rawValue: name) else {
      throw AnswerProblem(
        "'outcome' is '\(name)'; there are "
          + TurnOutcome.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", "))
    }
    guard isDone == [.solved, .failed, .exhausted].contains(outcome) else {
      throw AnswerProblem(
        "'outcome' is '\(name)' and 'done' is \(isDone), which contradict each other")
    }
    return outcome
  }

  private static func isEffective(_ outcome: TurnOutcome) -> Bool {
    ![.planned, .blocked, .invalid].contains(outcome)
  }
}
