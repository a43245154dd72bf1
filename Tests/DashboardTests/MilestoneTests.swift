import RunModel
import SyntheticRuns
import TerminalUI
import Testing

@testable import Dashboard

/// When held-out success came up to round shares, said where its curve is.
struct MilestoneTests {
  private func run(_ rates: [Double], name: String = "heldout") -> RunState {
    rates.enumerated().reduce(into: RunState()) { run, entry in
      let record = EvaluationRecord(
        step: 5 * entry.offset, name: name, successRate: entry.element, low: 0, high: 1,
        episodes: 200, sequences: 0, tokens: 0)
      run.apply(LoggedEvent(.evaluation(record)))
    }
  }

  @Test(arguments: [
    ([0.1, 0.49, 0.5, 0.4, 0.9], [10, 20, 20]), ([0.1, 0.2], []), ([0.85, 0.3], [0, 0]),
    ([], []),
  ])
  func `is the first evaluation of at least that share`(rates: [Double], steps: [Int]) {
    #expect(Milestones(run(rates)).reached.map(\.evaluation.step) == steps)
  }

  @Test func `is of held-out tasks alone`() {
    #expect(Milestones(run([0.9], name: "permuted")).words == nil)
  }

  @Test func `is said above a wide plot, and by i above any`() throws {
    for width in [160, 80] {
      var screen = Screen(steps: 20, source: .record, width: width, height: 45)
      let first = try #require(
        screen.state.run.evaluations.first {
          $0.record.name == "heldout" && $0.record.successRate >= 0.5
        }?.record)
      #expect(screen.text.contains("reached 0.50 at step \(first.step)") == (width == 160))
      screen.press("i")
      #expect(screen.text.contains("0.50 at step \(first.step)"))
    }
  }
}
