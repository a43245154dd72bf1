import RLCore
import RunModel
import Testing

/// What the fold makes of several second attempts of an episode.
@Suite struct `Folding several retries` {
  private func retry(
    _ number: Int?, _ reward: Double, episode: Int = 1, tokens: Int = 3, task: String = "t1",
    turns: [Turn] = []
  ) -> LoggedEvent {
    var record = AttemptRecord.plain(episode: episode, kind: .second, reward: reward, told: 7)
    (record.retry, record.tokens, record.task, record.turns) = (number, tokens, task, turns)
    return LoggedEvent(.attempt(record))
  }

  private func first(_ reward: Double, turns: [Turn] = []) -> LoggedEvent {
    var record = AttemptRecord.plain(episode: 1, kind: .first, reward: reward)
    record.turns = turns
    return LoggedEvent(.attempt(record))
  }

  private func move(_ action: String, _ outcome: TurnOutcome) -> Turn {
    Turn(
      observation: "", text: action, action: action, wasEffective: true, reward: 0,
      outcome: outcome, position: 3)
  }

  private func fold(_ events: [LoggedEvent]) -> RunState {
    events.reduce(into: RunState()) { $0.apply($1) }
  }

  @Test func `an episode's second reward is the mean of those that are over`() throws {
    let events = [first(0), retry(nil, 1), retry(2, 0), retry(3, 0), retry(4, 1)]
    let means = [nil, 1, 0.5, 1.0 / 3, 0.5]
    for (cut, mean) in zip(1..., means) {
      let record = try #require(fold(Array(events[..<cut])).episodes[1])
      #expect(record.second?.reward == mean)
      #expect(record.retries.count == cut - 1)
    }
    let record = try #require(fold(events).episodes[1])
    #expect(record.retries.best == 1)
    #expect(record.retryTokens == 12)
    #expect(record.second?.tokens == 3, "all else is of the first")
  }

  @Test func `an episode has one outcome, which later retries may change`() {
    let events = [first(0), retry(nil, 1), retry(2, 0), retry(3, 1)]
    let outcomes = (1...4).map { fold(Array(events[..<$0])).steps.last?.outcomes }
    #expect(outcomes.map { $0?.fixed } == [0, 1, 0, 0])
    #expect(outcomes.map { $0?.unchanged } == [0, 0, 1, 1])
    let solved = fold([first(1), retry(nil, 1), retry(2, 1), retry(3, 0)]).steps.last?.outcomes
    #expect(solved?.kept == 0 && solved?.broken == 1)
  }

  @Test func `failing alike is counted once, and taken back with its outcome`() {
    let fall = [move("down", .failed)]
    let events = [
      first(0, turns: fall), retry(nil, 0, turns: fall), retry(2, 1, turns: fall),
    ]
    #expect(fold(Array(events[..<2])).steps.last?.outcomes.failedAlike == 1)
    #expect(fold(events).steps.last?.outcomes.failedAlike == 1)
    let alone = fold([first(0, turns: fall), retry(nil, 0.5, turns: fall), retry(2, 1.5)])
    #expect(alone.steps.last?.outcomes.fixed == 1)
    #expect(alone.steps.last?.outcomes.failedAlike == 0)
  }

  @Test func `the step's second attempts are all of them`() {
    let step = fold([first(0), retry(nil, 1), retry(2, 0), retry(3, 1)]).steps.last
    #expect(step?.second.count == 3)
    #expect(step?.second.solved == 2)
  }

  @Test func `lift takes the mean, and a prompt is rescued by any of them`() throws {
    var other = AttemptRecord.plain(episode: 2, kind: .first, reward: 0)
    other.step = 1
    let state = fold([
      first(0), LoggedEvent(.attempt(other)), retry(nil, 0), retry(2, 1), retry(3, 0),
      retry(4, 0), LoggedEvent(.runFinished(step: 1)),
    ])
    let step = try #require(state.steps.last)
    #expect(step.lift.gain.mean == 0.25)
    #expect(step.hardPrompts == 1 && step.rescuedPrompts == 1)
    #expect(state.reflectionMetric(.fixRate)?.value == 0)
  }

  @Test func `three tenths are a mean that reaches three tenths`() {
    #expect(MeanReward(of: [0.1, 0.1, 0.1]).value == 0.1)
    #expect(MeanReward(of: [0.7, 0.7, 0.7]).value == 0.7)
    #expect(MeanReward(of: []).value == nil)
    #expect(MeanReward(of: [-1, 0, 4]).value == 1)
    #expect(MeanReward(of: [-2, -1]).best == -1)
  }

  @Test func `a sibling's moves are compared with nothing, and its task is not the episode's`() {
    let walk = [move("down", .failed)]
    let state = fold([
      first(0, turns: walk), retry(nil, 0, task: "another", turns: walk),
    ])
    #expect(state.episodes[1]?.task == "t1")
    #expect(state.episodes[1]?.change == nil)
    #expect(state.steps.last?.outcomes.failedAlike == 0)
  }

  @Test func `the words that are kept are those of the first`() {
    let state = fold([first(0), retry(nil, 0.25), retry(2, 1)])
    #expect(state.texts(of: 1)?.second?.reward == 0.25)
    let again = AttemptRecord.plain(episode: 1, kind: .second, reward: 1)
    var further = again
    further.retry = 2
    #expect(SearchedEvent(.attempt(again)) != nil)
    #expect(SearchedEvent(.attempt(further)) == nil)
  }

  @Test func `a memory entry's wins are counted attempt by attempt`() {
    let written = ReflectionRecord(
      step: 1, episode: 1, id: 7, from: 1, prompt: "", text: "x", advice: "x", parsed: true,
      tokens: 1, logProbability: 0, author: "self")
    let stored = MemoryChange(
      step: 1, change: .stored, id: 1, episode: 1, text: "x", why: .firstSuccess)
    let state = fold([
      LoggedEvent(.memory(stored)), first(0), LoggedEvent(.reflection(written)), retry(nil, 1),
      retry(2, 0), retry(3, 1),
    ])
    #expect(state.memory[1]?.retries == 3)
    #expect(state.memory[1]?.wins == 2)
  }
}
