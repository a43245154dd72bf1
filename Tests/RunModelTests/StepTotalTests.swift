import RLCore
import SyntheticRuns
import Testing

@testable import RunModel

@Suite struct `Sums over the steps that are over` {
  @Test(arguments: ["erl", "rlvr"])
  func `are those of the steps, after every event`(algorithm: String) {
    var state = RunState()
    for event in SyntheticRun(seed: 3, steps: 12, algorithm: algorithm, finishes: true).events {
      state.apply(event)
      #expect(state.keptTotals?.value == StepTotals(state.steps))
    }
    #expect(state.totals().first.count > 100 && state.totals().firstStep == 1)
  }

  @Test func `are added up anew where a step changes after it was over`() throws {
    var state = RunState()
    let events = SyntheticRun(seed: 3, steps: 6).events
    for event in events { state.apply(event) }
    let before = state.totals()
    let late = try #require(
      events.first { event in
        if case .attempt(let attempt) = event.event { attempt.attempt == .second } else { false }
      })
    state.apply(late)
    #expect(state.totals() == StepTotals(state.steps) && state.totals() != before)
    for event in SyntheticRun(seed: 4, steps: 9).events.dropFirst() { state.apply(event) }
    #expect(state.totals() == StepTotals(state.steps))
  }

  @Test func `of the latest steps are those of as many from the end`() {
    var state = RunState()
    for event in SyntheticRun(seed: 5, steps: 20).events { state.apply(event) }
    let closed = state.steps.filter(\.isClosed)
    for count in [0, 1, 7, 20, 100] {
      #expect(state.totals(overLatest: count) == StepTotals(closed.suffix(count)))
    }
  }
}
