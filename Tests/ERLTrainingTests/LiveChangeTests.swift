import RLCore
import RunModel
import Testing

@testable import ERLTraining

/// Options that somebody changes while the loop runs.
struct LiveChangeTests {
  private let run = TestRun()

  private static let slower = LiveChange(
    key: "optimizer.learning_rate", value: .number(0.25), who: "somebody")

  private func settings(_ run: TestRun) -> [ControlRecord] {
    run.journal.events.compactMap {
      if case .control(let record) = $0, record.action.setting != nil { record } else { nil }
    }
  }

  private func rates(_ run: TestRun) -> [Double] {
    run.journal.events.compactMap {
      if case .update(let update) = $0 { update.learningRate } else { nil }
    }
  }

  @Test func `a change holds from the next step on, and the log says so`() async throws {
    var loop = run.loop()
    try await loop.nextStep()
    run.control.add(.set(Self.slower))
    _ = try await loop.run()
    #expect(rates(run) == [1e-3, 0.25, 0.25, 0.25])
    #expect(
      settings(run) == [
        ControlRecord(
          step: 2,
          action: .set(
            SettingChange(key: "optimizer.learning_rate", old: "0.001", new: "0.25")),
          who: "somebody")
      ])
  }

  @Test func `a checkpoint remembers what was changed before it`() async throws {
    run.control.add(.set(Self.slower))
    var loop = run.loop()
    _ = try await loop.run()
    let other = TestRun()
    var resumed = ERLLoop(
      configuration: loop.configuration, environment: loop.environment, policy: run.policy,
      journal: other.journal, control: other.control)
    resumed = withDefaults(resumed, other)
    try await resumed.restore(run.journal.state(ofStep: 2), from: "step-2")
    _ = try await resumed.run()
    #expect(rates(other) == [0.25, 0.25])
  }

  /// The same loop as if nothing had been changed yet.
  private func withDefaults(_ loop: ERLLoop, _ run: TestRun) -> ERLLoop {
    var configuration = loop.configuration
    configuration.optimizer.learningRate = 1e-3
    return ERLLoop(
      configuration: configuration, environment: loop.environment, policy: loop.policy,
      journal: run.journal, control: run.control)
  }

  @Test func `a change that was cut off with its part of the log is made again`() async throws {
    let whole = TestRun()
    var loop = whole.loop()
    loop.planned = [3: [.set(Self.slower)]]
    _ = try await loop.run()
    #expect(rates(whole) == [1e-3, 1e-3, 0.25, 0.25])

    var first = run.loop()
    try await first.evaluate()
    for _ in 1...2 { try await first.nextStep() }
    var second = try await run.resumed(at: 2)
    second.planned = [3: [.set(Self.slower)]]
    _ = try await second.run()
    #expect(run.journal.events == whole.journal.events)
  }

  @Test func `a checkpoint that is asked for is made between two steps`() async throws {
    var loop = run.loop { $0.checkpointEvery = 0 }
    try await loop.nextStep()
    run.control.saveCheckpoint()
    _ = try await loop.run()
    let made = run.journal.events.compactMap {
      if case .checkpoint(let record) = $0 { record.step } else { nil }
    }
    #expect(made == [1, 4])

    // Whoever resumes from it writes its event again.
    let before = run.journal.events
    var resumed = try await run.resumed(at: 1) { $0.checkpointEvery = 0 }
    _ = try await resumed.run()
    #expect(run.journal.events == before)
  }

  @Test func `a loop that waits between two steps stops without another`() async throws {
    let states = StateRecorder()
    let control = TrainingControl { states.add($0) }
    control.pause()
    let template = run.loop { $0.evaluation.every = 0 }
    var loop = ERLLoop(
      configuration: template.configuration, environment: template.environment,
      policy: template.policy, journal: run.journal, control: control)
    let running = Task { try await loop.run() }
    for _ in 0..<500 where control.doing != .paused {
      try await Task.sleep(for: .milliseconds(5))
    }
    control.stop(by: "somebody")
    #expect(try await running.value == .stopped)
    #expect(control.stopper == "somebody")
    #expect(run.journal.events.isEmpty)
    #expect(states.all == [.pausing, .paused, .stopping])
  }
}
