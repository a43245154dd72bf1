import RLCore

/// One attempt at a question: searches, whose results are the next observations, then an answer.
///
/// The answer, and only it, earns the reward of `AnswerScore`. A turn that names no call is
/// invalid and lost.
package struct HotpotEpisode: EnvironmentEpisode {
  private enum End {
    case answered(AnswerScore, kind: String?)
    case exhausted
  }

  private let task: HotpotTask
  private var turnsUsed = 0
  private var invalidTurns = 0
  private var end: End?

  init(task: HotpotTask) {
    self.task = task
  }

  package var position: Int? { nil }

  package mutating func respond(to text: String) -> Transition {
    guard end == nil else {
      return transition(.invalid, action: Self.noAction, observation: "")
    }
    turnsUsed += 1
    let tagged = task.prompts == nil ? nil : HotpotCall(readingTagged: text)
    switch tagged ?? task.wording.call(in: text) {
    case .answer(let words): return answer(words)
    case .search(let words): return search(words)
    case nil:
      invalidTurns += 1
      return follow(.invalid, action: Self.noAction, observation: task.wording.invalidTurn)
    }
  }

  private mutating func search(_ words: String) -> Transition {
    let limits = task.limits
    let found = task.retriever.search(words, limit: limits.topK).map {
      Paragraph(title: $0.title, sentences: [String($0.text.prefix(limits.snippetLength))])
    }
    return follow(
      found.isEmpty ? .blocked : .moved, action: HotpotCall.search(words).text,
      observation: task.wording.results(found))
  }

  private mutating func answer(_ words: String) -> Transition {
    let score = AnswerScore(of: words, againstAnyOf: task.item.answers)
    end = .answered(score, kind: task.wording.kind(of: words, in: task.retriever))
    return transition(
      score.reward >= 1 ? .solved : .failed, action: HotpotCall.answer(words).text,
      reward: score.reward, observation: lastWords)
  }

  /// A turn that does not end the attempt, unless it was the last that is left.
  private mutating func follow(
    _ outcome: TurnOutcome, action: String, observation: String
  ) -> Transition {
    let left = task.limits.budget - turnsUsed
    guard left <= 0 else {
      return transition(
        outcome, action: action, observation: task.wording.next(after: observation, turnsLeft: left)
      )
    }
    end = .exhausted
    return transition(
      .exhausted, action: action, isEffective: outcome == .moved,
      observation: task.wording.joined([observation, lastWords]))
  }

  private func transition(
    _ outcome: TurnOutcome, action: String, reward: Double = 0, isEffective: Bool? = nil,
    observation: String
  ) -> Transition {
    let effective: Set<TurnOutcome> = [.moved, .solved, .failed]
    return Transition(
      action: action, wasEffective: isEffective ?? effective.contains(outcome), reward: reward,
      isDone: end != nil, outcome: outcome, observation: observation,
      length: end == nil ? task.wording.turnLength : nil)
  }

  private static let noAction = "none"

  /// What an attempt is told at its end.
  private var lastWords: String {
    switch (end, task.wording) {
    case (_, .plain): feedback
    case (.answered(let score, let kind), .compact):
      score.reward >= 1
        ? "You are right."
        : score.reward > 0
          ? "Partly right." : "You are wrong." + (kind.map { " It is a \($0)." } ?? "")
    case (_, .compact): "Time is up."
    }
  }
}

// MARK: - Requests

extension HotpotEpisode {
  package func prompt(advice: String?) -> TurnRequest {
    if let prompts = task.prompts {
      let budget = task.limits.budget
      // Examples agree with what the task allows.
      let values = [
        "question": task.item.question, "turns": budget == 1 ? "1 turn" : "\(budget) turns",
        "left": HotpotWording.turnsLeft(budget),
        "later": HotpotWording.turnsLeft(max(1, budget - 1)),
        "latest": HotpotWording.turnsLeft(max(1, budget - 2)),
      ]
      return TurnRequest(
        prompts.opening(advice: advice, values), length: task.wording.turnLength)
    }
    return TurnRequest(
      task.wording.opening(
        question: task.item.question, advice: task.note(advice),
        budget: task.limits.budget),
      length: task.wording.turnLength)
  }

  package func reflectionRequest(memory: String?) -> TurnRequest {
    if let prompts = task.prompts {
      let notes = memory.flatMap { $0.isEmpty ? nil : $0 } ?? "nothing yet"
      return TurnRequest(
        prompts.text(.reflection, ["memory": notes]), length: task.wording.reflectionLength)
    }
    return TurnRequest(
      task.wording.reflectionRequest(memory: task.note(memory)),
      length: task.wording.reflectionLength)
  }

  package func retryRequest() -> TurnRequest {
    let question = task.item.question
    return TurnRequest(
      task.prompts?.text(.retry, ["question": question]) ?? task.wording.retry(question: question),
      length: task.wording.turnLength)
  }
}

// MARK: - Feedback

extension HotpotEpisode {
  /// What came of the attempt; it never names the true answer, not even where the answer that was
  /// given contains it.
  package var feedback: String {
    let story = story
    guard case .answered(let score, _) = end, score.reward >= 1 else {
      let truths = task.item.answers.map(NormalizedAnswer.init)
      // A one-word answer such as "wrong" may stand in the story by chance.
      let stories = [story, "This did not succeed.", "Failed.", "Try again."]
      return stories.first { story in
        !truths.contains { $0.isContained(in: NormalizedAnswer(story)) }
      } ?? ""
    }
    return story
  }

  private var story: String {
    let told =
      switch end {
      case .answered(let score, let kind):
        if score.reward >= 1 {
          "The answer is right."
        } else if score.reward > 0 {
          "The answer is partly right and earned \(Self.rounded(score.reward))."
        } else if let kind {
          "The answer is wrong: it names a \(kind)."
        } else {
          "The answer is wrong."
        }
      case .exhausted: "All turns were used up without an answer."
      case nil: "The attempt is not over."
      }
    return invalidTurns == 0 ? told : told + " Some turns held neither a search nor an answer."
  }

  /// Two digits after the point, and never the full reward.
  private static func rounded(_ reward: Double) -> String {
    let hundredths = min(Int((reward * 100).rounded()), 99)
    return "0.\(hundredths < 10 ? "0" : "")\(hundredths)"
  }
}
