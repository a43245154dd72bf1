import ClaimReading
import RLCore

extension FrozenLakeTask {
  package var hiddenTruth: TaskTruth {
    var truth = boardTruth(of: map, budget: budget) { leadsToGoal($0) }
    truth.statements =
      GridStatements.edge + [
        TaskTruth.Statement(
          "slippery", ["slippery", "slip", "random direction", "moves are random", "stochastic"],
          isTrue: isSlippery),
        TaskTruth.Statement(
          "slippery", ["deterministic", "exactly one square", "always go where"],
          isTrue: !isSlippery),
      ]
    truth.causes = [
      TaskTruth.Cause(
        "fell",
        [
          "fell into", "fell in", "fell through", "fell on", "and fell", "me fall",
          "stepped into a hole",
          "stepped on a hole", "drowned", "died", "was killed",
        ]),
      GridStatements.timeout,
      TaskTruth.Cause(
        "won", ["reached the goal", "was solved", "succeeded", "won the", "and won"]),
    ]
    truth.evidence = { evidence(in: $0) }
    return truth
  }

  /// Whether moves lead to the goal on ice that is not slippery, within the budget.
  private func leadsToGoal(_ moves: [String]) -> Bool {
    var walk = LakeWalk(
      map: map, budget: budget, isSlippery: false, generator: SeededGenerator(seed: 0))
    for move in moves { _ = walk.step(GridDirection(reading: move)) }
    return walk.end == .solved
  }

  /// What the agent stepped on has shown what it is; its own letter is plain from where it stands.
  private func evidence(in turns: [Turn]) -> TaskTruth.Evidence {
    var evidence = TaskTruth.Evidence()
    evidence.symbols.insert(LetterCode.letters[code.player])
    var before = start
    for turn in turns where turn.outcome != .planned {
      guard let at = turn.position, letters.indices.contains(at) else { continue }
      if at != before { evidence.symbols.insert(LetterCode.letters[letters[at]]) }
      before = at
    }
    guard let last = turns.last else { return evidence }
    let letter = last.position.flatMap { letters.indices.contains($0) ? letters[$0] : nil }
      .map { LetterCode.letters[$0] }
    switch last.outcome {
    case .failed:
      (evidence.cause, evidence.culprit) = (FrozenLakeLanguage.Result.fell.rawValue, letter)
    case .solved:
      (evidence.cause, evidence.culprit) = (FrozenLakeLanguage.Result.won.rawValue, letter)
    case .exhausted: evidence.cause = FrozenLakeLanguage.Result.timeout.rawValue
    case .planned, .moved, .blocked, .invalid: break
    }
    return evidence
  }
}
