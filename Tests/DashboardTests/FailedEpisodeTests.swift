import Dashboard
import RunModel
import SyntheticRuns
import Testing

@Suite struct `Worlds that fail` {
  @Test func `a failed attempt is an alarm from its first step, with the reason`() {
    var state = RunState()
    for event in SyntheticRun(steps: 1).events { state.apply(event) }
    #expect(Alarms.of(state).isEmpty)
    let failure = EpisodeFailure(step: 1, episode: 3, attempt: .first, reason: "no answer in 30 s")
    state.apply(LoggedEvent(.episodeFailed(failure)))
    #expect(
      Alarms.of(state) == ["the world failed 1 attempts of the latest steps: no answer in 30 s"])
  }
}
