import Testing

@testable import kolb

@Suite struct `The tally of an experiment` {
  @Test func `says what is done, running and left, how fast, and how long still`() {
    var tally = ExperimentTally(total: 5, done: 1, stepsWaiting: 240)
    #expect(tally.line(at: 0) == "1 of 5 runs done · 0 running · 4 left")
    tally.begin("erl seed 1", steps: 60, at: 0)
    tally.begin("rlvr seed 1", steps: 60, at: 0)
    tally.take(line: "step 1/60  first 0.10", of: "erl seed 1")
    tally.take(line: "step 21/60  first 0.30", of: "erl seed 1")
    // 21 of 240 steps in 10 s leave 219.
    #expect(
      tally.line(at: 10) == "1 of 5 runs done · 2 running · 2 left · 2.1 steps/s · 1:44 left")
  }

  @Test func `does not count what a resumed run had made before`() {
    var tally = ExperimentTally(total: 1, done: 0, stepsWaiting: 60)
    tally.begin("erl seed 1", steps: 60, at: 0)
    tally.take(line: "step 41/60  first 0.10", of: "erl seed 1")
    #expect(tally.line(at: 1).hasSuffix("1.0 steps/s · 0:19 left"))
  }

  @Test func `ends a run with its success or its reason`() {
    var tally = ExperimentTally(total: 2, done: 0, stepsWaiting: 8)
    tally.begin("erl seed 1", steps: 4, at: 0)
    tally.take(line: "  heldout at step 2: 0.500 [0.400, 0.600] of 200", of: "erl seed 1")
    tally.take(line: "  heldout at step 4: 0.840 [0.783, 0.884] of 200", of: "erl seed 1")
    tally.take(line: "  permuted at step 4: 0.100 [0.0, 0.2] of 100", of: "erl seed 1")
    #expect(
      tally.end("erl seed 1", reason: nil, at: 12)
        == "finished erl seed 1  in 0:12  held-out 0.840  (1 of 2)")
    tally.begin("rlvr seed 1", steps: 4, at: 12)
    #expect(
      tally.end("rlvr seed 1", reason: "no room.", at: 15)
        == "failed   rlvr seed 1  after 0:03: no room.")
    #expect(tally.line(at: 15).hasPrefix("1 of 2 runs done · 0 running · 0 left · 1 failed"))
  }
}
