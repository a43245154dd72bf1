import RLCore
import RunModel
import Synchronization
import Testing

@testable import ERLTraining

@Suite struct ERLLoopTests {
  let run = TestRun()

  private var attempts: [AttemptRecord] {
    run.journal.events.compactMap { if case .attempt(let record) = $0 { record } else { nil } }
  }

  private var reflections: [ReflectionRecord] {
    run.journal.events.compactMap { if case .reflection(let record) = $0 { record } else { nil } }
  }

  @Test func `only failed first attempts are reflected on and tried again`() async throws {
    var loop = run.loop()
    _ = try await loop.run()
    let failed = attempts.filter { $0.attempt == .first && $0.reward < 1 }.map(\.episode)
    #expect(!failed.isEmpty)
    #expect(Set(failed) == Set(reflections.map(\.episode)))
    #expect(Set(failed) == Set(attempts.filter { $0.attempt == .second }.map(\.episode)))
  }

  @Test func `without the gate every attempt is reflected on`() async throws {
    var loop = run.loop { $0.erl.gate = false }
    _ = try await loop.run()
    #expect(reflections.count == attempts.count { $0.attempt == .first })
  }

  @Test func `the second attempt is told the reflection and not the first attempt`() async throws {
    var loop = run.loop()
    _ = try await loop.run()
    let seconds = attempts.filter { $0.attempt == .second }
    #expect(!seconds.isEmpty)
    for second in seconds {
      let reflection = try #require(reflections.first { $0.id == second.reflection })
      #expect(second.turns[0].observation == "advice \(reflection.advice) guess")
    }
  }

  @Test func `a successful second attempt is learnt as if nothing had been told`() async throws {
    var loop = run.loop()
    _ = try await loop.run()
    let distilled = run.policy.state.withLock { $0.rows }.filter { $0.loss == .crossEntropy }
    #expect(!distilled.isEmpty)
    for row in distilled {
      #expect(run.policy.words.decode(row.tokens) == "advice none guess cedar right")
      #expect(row.positions == [3])
    }
  }

  @Test func `the baseline makes first attempts only, ten a prompt`() async throws {
    var loop = run.loop { $0.algorithm = .rlvr }
    _ = try await loop.run()
    #expect(attempts.count == 4 * 3 * 10)
    #expect(attempts.allSatisfy { $0.attempt == .first })
    #expect(reflections.isEmpty)
  }

  @Test func `without a reflector the retry sees the raw history`() async throws {
    var loop = run.loop { $0.erl.reflector = .none }
    _ = try await loop.run()
    #expect(reflections.isEmpty)
    let second = try #require(attempts.first { $0.attempt == .second })
    #expect(second.turns[0].observation == "again guess")
    #expect(second.reflection == nil)
  }

  @Test func `what another reflector wrote is not learnt from`() async throws {
    let frozen = ListeningPolicy()
    var loop = run.loop(reflector: frozen) { $0.erl.reflector = .frozen }
    _ = try await loop.run()
    #expect(!frozen.state.withLock { $0.requests }.isEmpty)
    let asked = run.policy.state.withLock { $0.rows }.filter {
      run.policy.words.decode($0.tokens).contains("reflect")
    }
    #expect(!reflections.isEmpty)
    #expect(asked.isEmpty)
  }

  @Test func `memory begins empty and then carries the latest success`() async throws {
    var loop = run.loop { $0.steps = 12 }
    _ = try await loop.run()
    #expect(reflections[0].prompt == "memory none reflect")
    let stored = try #require(
      run.journal.events.compactMap { if case .memory(let change) = $0 { change } else { nil } }
        .first)
    #expect(stored.text == "cedar")
    for reflection in reflections where reflection.step > stored.step {
      #expect(reflection.prompt == "memory cedar reflect")
      #expect(reflection.from == stored.id)
    }
  }

  @Test func `the same seed gives the same events`() async throws {
    let other = TestRun()
    var loop = run.loop()
    var again = other.loop()
    _ = try await loop.run()
    _ = try await again.run()
    #expect(run.journal.events == other.journal.events)
  }

  @Test func `another seed gives other events`() async throws {
    let other = TestRun()
    var loop = run.loop()
    var again = other.loop { $0.seed = 2 }
    _ = try await loop.run()
    _ = try await again.run()
    #expect(run.journal.events != other.journal.events)
  }

  @Test func `a run resumed from a checkpoint writes the same events`() async throws {
    let whole = TestRun()
    var loop = whole.loop()
    _ = try await loop.run()

    var first = run.loop { $0.steps = 4 }
    try await first.evaluate()
    for _ in 1...3 { try await first.nextStep() }
    var second = try await run.resumed(at: 2)
    _ = try await second.run()
    #expect(run.journal.events == whole.journal.events)
  }

  @Test(arguments: [(0, [4]), (2, [2, 4]), (3, [3, 4])])
  func `checkpoints are made as often as asked, and at the end`(
    every: Int, steps: [Int]
  ) async throws {
    var loop = run.loop { $0.checkpointEvery = every }
    _ = try await loop.run()
    let made = run.journal.events.compactMap {
      if case .checkpoint(let record) = $0 { record.step } else { nil }
    }
    #expect(made == steps)
  }

  @Test func `a stop leaves a checkpoint that no event tells of`() async throws {
    var loop = run.loop()
    run.control.stop()
    let ending = try await loop.run()
    #expect(ending == .stopped)
    #expect(run.journal.savedSteps == [0])
    #expect(
      !run.journal.events.contains { if case .checkpoint = $0 { true } else { false } })
  }

  @Test func `a paused loop runs one phase for each step that it is told`() async throws {
    let paused = Mutex(0)
    let pauses = AsyncStream<Void>.makeStream()
    let control = TrainingControl { activity in
      guard activity.state == .paused else { return }
      paused.withLock { $0 += 1 }
      pauses.continuation.yield()
    }
    control.pause()
    var configuration = run.loop().configuration
    configuration.evaluation.every = 0
    var loop = ERLLoop(
      configuration: configuration, environment: GuessingGame(), policy: run.policy,
      journal: run.journal, control: control)
    let running = Task { try await loop.run() }
    var waits = pauses.stream.makeAsyncIterator()
    await waits.next()
    #expect(run.journal.events.isEmpty)
    control.step()
    await waits.next()
    #expect(run.journal.events.count == 12)
    #expect(attempts.map(\.attempt) == Array(repeating: .first, count: 12))
    control.step()
    await waits.next()
    #expect(!reflections.isEmpty)
    #expect(run.journal.events.count == 12 + reflections.count)
    control.resume()
    _ = try await running.value
  }
}
