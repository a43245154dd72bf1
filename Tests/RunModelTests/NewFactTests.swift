import RLCore
import RunModel
import Testing

/// Facts that logs have had only lately, and what a run's state makes of them.
@Suite struct `Facts of late` {
  @Test func `attempts of an evaluation are counted and change nothing else`() {
    var state = RunState()
    state.apply(LoggedEvent(.attempt(.plain(episode: 1, kind: .first, reward: 1))))
    let before = state
    var attempt = AttemptRecord.plain(episode: 0, kind: .evaluation, reward: 0)
    attempt.measure = "heldout"
    state.apply(LoggedEvent(.attempt(attempt)))
    #expect(state.evaluationAttempts == 1)
    #expect(state.episodes == before.episodes && state.steps == before.steps)
    #expect(state.texts(of: 1)?.first?.attempt == .first)
    #expect(SearchedEvent(.attempt(attempt)) == nil)
  }

  @Test func `an episode that its world failed is counted, and is no attempt`() {
    var state = RunState()
    let failure = EpisodeFailure(step: 2, episode: 5, attempt: .second, reason: "no answer")
    state.apply(LoggedEvent(.attempt(.plain(step: 2, episode: 5, kind: .first, reward: 0))))
    state.apply(LoggedEvent(.episodeFailed(failure)))
    #expect(state.failedEpisodes == 1 && state.latestFailure == failure)
    #expect(state.steps.last?.failedEpisodes == 1)
    #expect(state.episodes[5]?.second == nil && state.steps.last?.second.count == 0)
    #expect(state.lines.last?.text == "second attempt of episode 5 failed: no answer")
  }

  @Test func `the state of a long run keeps neither rows nor rewards one by one`() {
    var row = RowStatistics(
      rows: 1, reward: 0, loss: 0, advantageMean: 0, advantageDeviation: 0, allFailedGroups: 0,
      allSolvedGroups: 0, groups: 1, kl: nil, entropy: 0, clipShare: 0)
    row.members = [RowMember(episode: 1, weight: 0.5)]
    var evaluation = EvaluationRecord(
      step: 1, name: "heldout", successRate: 1, low: 0, high: 1, episodes: 1, sequences: 1,
      tokens: 1)
    evaluation.rewards = [1]
    var state = RunState()
    state.apply(
      LoggedEvent(
        .update(
          UpdateRecord(
            step: 1, rows: [.first: row], gradientNorm: 0, learningRate: 0, sequences: 0, tokens: 0,
            optimizerSteps: 1))))
    state.apply(LoggedEvent(.evaluation(evaluation)))
    row.members = []
    #expect(state.latestUpdate?.rows == [.first: row])
    #expect(state.evaluations.last?.record.rewards == nil)
    #expect(state.evaluations.last?.record.successRate == 1)
  }
}
