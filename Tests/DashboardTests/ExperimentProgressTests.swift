import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

/// How far an experiment is, while it goes on.
@Suite struct ExperimentProgressTests {
  /// One run done and one under way, of four that were asked for.
  private func state() -> DashboardState {
    var state = DashboardState(
      runs: ["method", "plain"].map { arm in
        OpenRun(
          name: arm, source: .log,
          member: ExperimentMember(arm: arm, seed: 1, isBaseline: arm == "plain"))
      }, width: 120, height: 34)
    state.plan = ExperimentPlan(runs: 4, steps: 40)
    for (index, steps) in [10, 6].enumerated() {
      let run = SyntheticRun(
        seed: 1, steps: steps, of: 10, prompts: 1, groupSize: 2, finishes: steps == 10)
      _ = state.update(.eventsArrived(run.events.map { PlacedEvent($0) }, run: index))
    }
    _ = state.update(.engineChanged(.finished, run: 0))
    _ = state.update(.engineChanged(.running, run: 1))
    return state
  }

  private func text(_ state: DashboardState) -> String {
    state.draw().lines.joined(separator: "\n")
  }

  @Test func `runs done, running and left are told, with the rate and the time left`() throws {
    let state = state()
    #expect(text(state).contains("1 of 4 runs done · 1 running · 2 left"))
    let going = state.runs[1].timeline.latest
    let rate = 4 / (try #require(going.secondsLeft))
    #expect(text(state).contains("\(Figures.short(rate)) steps/s"))
    // 16 of 40 steps are made.
    #expect(text(state).contains("\(Figures.clock(24 / rate)) left"))
  }

  @Test func `one that is done tells no progress`() {
    var state = state()
    state.plan = ExperimentPlan(runs: 1, steps: 10)
    #expect(!text(state).contains("runs done"))
  }

  @Test func `a run that begins later joins its arm`() {
    var state = state()
    _ = state.update(
      .runJoined(
        OpenRun(
          name: "method seed 2", source: .log, member: ExperimentMember(arm: "method", seed: 2))))
    #expect(state.runs.count == 3)
    #expect(text(state).contains("1 of 4 runs done"))
  }

  @Test func `the method is selected first, so that its band shows`() {
    let state = state()
    #expect(state.place.selection == .row(0))
  }
}
