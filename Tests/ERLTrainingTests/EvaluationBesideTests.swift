import RLCore
import RunModel
import Synchronization
import Testing

@testable import ERLTraining

/// A policy that can be measured while it learns, and a log that does not show it.
@Suite struct `Evaluations beside training` {
  /// The game, played in this process.
  private struct QuickGame: Environment {
    let base = GuessingGame()
    var name: String { base.name }
    var legend: [LegendEntry] { base.legend }
    let answersAtOnce = true
    func taskCount(in split: TaskSplit) -> Int? { nil }
    func task(at index: Int, in split: TaskSplit, seed: UInt64) -> any EnvironmentTask {
      base.task(at: index, in: split, seed: seed)
    }
  }

  private func run(beside: Bool, fails: Bool = false) -> TestRun {
    let run = TestRun()
    run.policy.state.withLock { ($0.hasSnapshots, $0.snapshotsFail) = (beside, fails) }
    run.journal.holds.withLock { $0.isAble = true }
    return run
  }

  @Test func `the log and the checkpoints are those of a run that waited`() async throws {
    var (events, states, holds): ([[RunEvent]], [[LoopState]], [Int]) = ([], [], [])
    for beside in [false, true] {
      let run = run(beside: beside)
      var loop = run.loop(in: QuickGame()) { $0.steps = 5 }
      #expect(try await loop.run() == .finished)
      events.append(run.journal.events)
      #expect(run.journal.savedSteps == [2, 4, 5])
      states.append(try run.journal.savedSteps.map(run.journal.state(ofStep:)))
      holds.append(run.journal.holds.withLock { $0.count })
    }
    #expect(events[0] == events[1])
    #expect(states[0].map(\.logOffset) == states[1].map(\.logOffset))
    // At 0, 2 and 4; at the end there is nothing to be beside of.
    #expect(holds == [0, 3])
  }

  @Test func `a run goes on the same from a checkpoint that was made beside a step`() async throws {
    let whole = run(beside: true)
    var loop = whole.loop(in: QuickGame())
    _ = try await loop.run()
    let events = whole.journal.events
    var resumed = try await whole.resumed(at: 2, in: QuickGame())
    _ = try await resumed.run()
    #expect(whole.journal.events == events)
  }

  @Test func `what goes wrong with it ends the run, and nothing stands behind it`() async throws {
    let run = run(beside: true, fails: true)
    var loop = run.loop(in: QuickGame())
    await #expect(throws: (any Error).self) { try await loop.run() }
    #expect(run.journal.events.isEmpty)
  }

  @Test func `nobody is held back where a world may answer otherwise to two at a time`()
    async throws
  {
    let run = run(beside: true)
    var loop = run.loop()
    _ = try await loop.run()
    #expect(run.journal.holds.withLock { $0.count } == 0)
  }

  @Test func `whoever holds the run sees one phase after another`() async throws {
    let run = run(beside: true)
    run.control.step(.restOfStep)
    let loop = run.loop(in: QuickGame()) { $0.steps = 1 }
    let done = Task {
      var loop = loop
      return try await loop.run()
    }
    while run.control.doing != .paused { await Task.yield() }
    #expect(run.journal.holds.withLock { $0.count } == 0)
    run.control.resume()
    #expect(try await done.value == .finished)
  }
}
