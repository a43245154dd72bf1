import PolicyConformance
import RLCore
import RunModel
import Synchronization
import Testing

@testable import ERLTraining

/// Policies and worlds that are not in this process: late, out of order, broken.
@Suite struct PolicyOutsideTests {
  private func attempts(_ run: TestRun) -> [AttemptRecord] {
    run.journal.events.compactMap { if case .attempt(let record) = $0 { record } else { nil } }
  }

  private func failures(_ run: TestRun) -> [EpisodeFailure] {
    run.journal.events.compactMap {
      if case .episodeFailed(let failure) = $0 { failure } else { nil }
    }
  }

  @Test(arguments: [1, 3, 16])
  func `a policy that answers late, singly and out of order gives the same events`(
    atOnce: Int
  ) async throws {
    let (prompt, late) = (TestRun(), TestRun())
    let policy = LatePolicy(late.policy, atOnce: atOnce)
    var loop = prompt.loop()
    var other = late.loop(by: policy)
    _ = try await loop.run()
    _ = try await other.run()
    #expect(late.journal.events == prompt.journal.events)
    #expect(policy.mostAtOnce == min(atOnce, 12))
  }

  @Test func `a policy that leaves out an answer is asked once more`() async throws {
    let (whole, short) = (TestRun(), TestRun())
    short.policy.state.withLock { $0.missing = 1 }
    var loop = whole.loop()
    var other = short.loop()
    _ = try await loop.run()
    _ = try await other.run()
    #expect(short.journal.events == whole.journal.events)
  }

  @Test func `a policy that leaves out an answer again stops the run with a checkpoint`()
    async throws
  {
    let whole = TestRun()
    var untouched = whole.loop()
    _ = try await untouched.run()

    let run = TestRun()
    var loop = run.loop()
    try await loop.evaluate()
    for _ in 1...3 { try await loop.nextStep() }
    run.policy.state.withLock { $0.missing = 2 }
    await #expect(throws: PolicyProblem.wrongCount(asked: 12, answered: 11)) {
      try await loop.nextStep()
    }
    #expect(run.journal.savedSteps.contains(3))
    var resumed = try await run.resumed(at: 3)
    _ = try await resumed.run()
    #expect(run.journal.events == whole.journal.events)
  }

  @Test func `weights that were updated are not saved under the step before`() async throws {
    let run = TestRun()
    run.journal.refused.withLock {
      $0 = { if case .update(let update) = $0 { update.step == 2 } else { false } }
    }
    var loop = run.loop { $0.checkpointEvery = 0 }
    await #expect(throws: MemoryJournal.Full.self) { try await loop.run() }
    #expect(run.journal.savedSteps.isEmpty)
  }

  @Test func `a world that fails costs its episodes and not the run`() async throws {
    let run = TestRun()
    var loop = run.loop(in: BrokenGame()) { $0.probes.share = 0 }
    let ending = try await loop.run()
    #expect(ending == .finished)
    let failed = failures(run)
    #expect(failed.allSatisfy { $0.reason == "the line is dead" })
    // Of three prompts a step one cannot be opened and one breaks.
    let firsts = failed.filter { $0.attempt == .first }
    #expect(firsts.count == 4 * 2 * 4)
    #expect(attempts(run).count { $0.attempt == .first } == 4 * 4)
    #expect(Set(attempts(run).map(\.episode)).isDisjoint(with: firsts.map(\.episode)))
    let measured = run.journal.events.compactMap {
      if case .evaluation(let record) = $0 { record } else { nil }
    }
    // Ten tasks: four cannot be opened, three break.
    #expect(measured.filter { $0.name == "heldout" }.allSatisfy { $0.episodes == 3 })
  }

  @Test func `a world that fails every episode of a step stops the run and says why`() async {
    let run = TestRun()
    var loop = run.loop(in: BrokenGame(every: 1)) { $0.evaluation.every = 0 }
    let error = await #expect(throws: StepProblem.self) { try await loop.run() }
    #expect(error?.description.contains("the line is dead") == true)
    #expect(run.journal.savedSteps == [0])
  }

  @Test func `a reflector that was never loaded is an error and not the policy itself`() async {
    let run = TestRun()
    var loop = run.loop { $0.erl.reflector = .frozen }
    await #expect(throws: PolicyProblem.noReflector("frozen")) { try await loop.run() }
  }

  @Test func `cancelling a run cancels what is in flight and what waits`() async throws {
    let run = TestRun()
    let policy = StuckPolicy(run.policy)
    var loop = run.loop(by: policy) { $0.evaluation.every = 0 }
    let running = Task { try await loop.run() }
    await policy.firstRequest()
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }

    let paused = TestRun()
    paused.control.pause()
    var waiting = paused.loop { $0.evaluation.every = 0 }
    let task = Task { try await waiting.run() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `a policy that reports on fewer rows than it was given stops the run`() async {
    let run = TestRun()
    var loop = run.loop(by: SilentReports(run.policy)) { $0.evaluation.every = 0 }
    await #expect(throws: PolicyProblem.self) { try await loop.run() }
    #expect(run.journal.savedSteps.isEmpty, "the weights may be those of half a step")
  }
}
