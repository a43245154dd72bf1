import RLCore
import RunModel
import Testing

/// What the fold makes of options that change while the run goes on.
struct SettingTests {
  private func start(threshold: Double?) -> LoggedEvent {
    LoggedEvent(
      .runStarted(
        RunStart(
          run: "r", kolb: "0", environment: "e", algorithm: "erl", seed: 1, steps: 9, digest: "d",
          legend: [], threshold: threshold)))
  }

  private func attempt(_ kind: AttemptKind, episode: Int, step: Int, reward: Double) -> LoggedEvent
  {
    LoggedEvent(
      .attempt(
        AttemptRecord(
          step: step, episode: episode, group: episode, attempt: kind, task: "t", board: [],
          start: nil, turns: [], reward: reward, feedback: "", tokens: 1, logProbability: 0)))
  }

  private func set(_ key: String, _ old: String, _ new: String, step: Int) -> LoggedEvent {
    LoggedEvent(
      .control(
        ControlRecord(
          step: step, action: .set(SettingChange(key: key, old: old, new: new)),
          who: "somebody")))
  }

  private func fold(_ events: [LoggedEvent]) -> RunState {
    var state = RunState()
    for event in events { state.apply(event) }
    return state
  }

  @Test func `the threshold is the run's own, and 1 where the log does not say`() {
    #expect(fold([start(threshold: nil)]).threshold == 1)
    #expect(fold([start(threshold: 0.5)]).threshold == 0.5)
  }

  @Test func `an episode is judged by the threshold of its step, also later`() throws {
    let state = fold([
      start(threshold: 1),
      attempt(.first, episode: 1, step: 1, reward: 0),
      attempt(.second, episode: 1, step: 1, reward: 0.5),
      set("erl.threshold", "1.0", "0.5", step: 2),
      attempt(.first, episode: 2, step: 2, reward: 0),
      attempt(.second, episode: 2, step: 2, reward: 0.5),
      set("erl.threshold", "0.5", "0.9", step: 3),
    ])
    let (first, second) = (try #require(state.episodes[1]), try #require(state.episodes[2]))
    #expect(first.outcome(threshold: state.threshold(of: first)) == .unchanged)
    #expect(second.outcome(threshold: state.threshold(of: second)) == .fixed)
    #expect(state.threshold == 0.9)
    #expect(state.outcomes().fixed == 0)
    #expect(state.steps.last?.outcomes.fixed == 1)
  }

  @Test func `the options in force are the latest of each key`() {
    let state = fold([
      start(threshold: 1), set("optimizer.kl", "0.0", "0.1", step: 2),
      set("erl.memory", "\"slot\"", "\"none\"", step: 4),
      set("optimizer.kl", "0.1", "0.2", step: 5),
    ])
    #expect(state.settings.value(of: "optimizer.kl") == "0.2")
    #expect(state.settings.value(of: "optimizer.epochs") == nil)
    #expect(state.settings.latest.map(\.key) == ["erl.memory", "optimizer.kl"])
    #expect(state.settings.changes.map(\.step) == [2, 4, 5])
  }

  @Test func `a run that was stopped says so until it goes on`() {
    let stop = LoggedEvent(
      .control(ControlRecord(step: 1, action: .stop, who: "somebody")))
    var state = fold([start(threshold: 1), attempt(.first, episode: 1, step: 1, reward: 1), stop])
    #expect(state.status == .stopped(step: 1))
    state.apply(attempt(.first, episode: 2, step: 2, reward: 1))
    #expect(state.status == .running)
  }
}
