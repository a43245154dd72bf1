import RLCore
import RunModel
import Synchronization
import Testing

@testable import ERLTraining

/// What each ablation trains on.
@Suite struct AblationTests {
  let run = TestRun()

  private func train(_ change: (inout ERLOptions) -> Void) async throws {
    var loop = run.loop { change(&$0.erl) }
    _ = try await loop.run()
  }

  private var seconds: [AttemptRecord] {
    run.journal.events.compactMap { event in
      if case .attempt(let record) = event, record.attempt == .second { record } else { nil }
    }
  }

  private var reflections: [ReflectionRecord] {
    run.journal.events.compactMap { if case .reflection(let record) = $0 { record } else { nil } }
  }

  private var updates: [UpdateRecord] {
    run.journal.events.compactMap { if case .update(let record) = $0 { record } else { nil } }
  }

  /// The conversations that gradients came from, by the loss of their rows.
  private func trained(_ isMeant: (TokenLoss) -> Bool) -> [String] {
    run.policy.state.withLock { $0.rows }.filter { isMeant($0.loss) }
      .map { run.policy.words.decode($0.tokens) }
  }

  private var sampled: [String] { trained { $0 != .crossEntropy } }
  private var distilled: [String] { trained { $0 == .crossEntropy } }

  @Test func `a blind retry is told nothing, and nothing is reflected on`() async throws {
    try await train { $0.reflector = .blind }
    #expect(reflections.isEmpty)
    #expect(!seconds.isEmpty)
    for second in seconds {
      #expect(second.turns[0].observation == "advice none guess")
      #expect(second.reflection == nil)
    }
    #expect(!distilled.isEmpty)
    #expect(distilled.allSatisfy { $0 == "advice none guess cedar right" })
    #expect(updates.allSatisfy { $0.rows[.reflection] == nil })
  }

  @Test func `a blind retry draws anew and does not repeat the first attempt`() async throws {
    try await train { $0.reflector = .blind }
    #expect(seconds.contains { $0.reward == 1 })
    #expect(seconds.contains { $0.reward == 0 })
  }

  @Test func `a placebo is what was written about another task of the step`() async throws {
    try await train { $0.reflector = .placebo }
    #expect(!seconds.isEmpty)
    for second in seconds {
      let reflection = try #require(reflections.first { $0.id == second.reflection })
      #expect(reflection.step == second.step)
      #expect(reflection.author == "self")
      #expect(second.turns[0].observation == "advice \(reflection.advice) guess")
      let writer = try #require(
        run.journal.events.firstNonNil { event -> String? in
          guard case .attempt(let record) = event, record.episode == reflection.episode,
            record.attempt == .first
          else { return nil }
          return record.task
        })
      #expect(writer != second.task)
    }
  }

  @Test func `a placebo is rewarded by the attempt that was told it`() async throws {
    var loop = run.loop {
      $0.erl.reflector = .placebo
      $0.steps = 12
    }
    _ = try await loop.run()
    #expect(seconds.contains { $0.reward == 1 })
    for update in updates {
      let told = seconds.filter { $0.step == update.step }
      guard let rows = update.rows[.reflection] else { continue }
      #expect(rows.rows == told.count)
      let mean = told.reduce(0) { $0 + $1.reward } / Double(told.count)
      #expect(abs(rows.reward - mean) < 1e-12)
    }
    #expect(sampled.contains { $0.contains("reflect") })
  }

  @Test func `with one task a step there is no other's reflection`() async throws {
    var loop = run.loop {
      $0.erl.reflector = .placebo
      $0.promptsPerStep = 1
    }
    _ = try await loop.run()
    #expect(!seconds.isEmpty)
    #expect(seconds.allSatisfy { $0.turns[0].observation == "advice none guess" })
    #expect(seconds.allSatisfy { $0.reflection == nil })
  }

  @Test func `distillation alone learns from nothing else`() async throws {
    try await train {
      $0.trainFirst = false
      $0.trainReflection = false
      $0.trainSecond = false
    }
    #expect(sampled.isEmpty)
    #expect(!distilled.isEmpty)
  }

  @Test func `without distillation nothing is learnt as if it had been a first attempt`()
    async throws
  {
    try await train { $0.distillation = .off }
    #expect(distilled.isEmpty)
    #expect(!sampled.isEmpty)
  }

  @Test(arguments: ["first", "reflection", "second"])
  func `a row type that is left out has no gradient`(kind: String) async throws {
    try await train {
      $0.trainFirst = kind != "first"
      $0.trainReflection = kind != "reflection"
      $0.trainSecond = kind != "second"
      $0.distillation = .off
    }
    let found = Set(
      sampled.map { words in
        if words.contains("reflect") { return "reflection" }
        return words.hasPrefix("advice none") ? "first" : "second"
      })
    #expect(found == Set(["first", "reflection", "second"]).subtracting([kind]))
  }

  @Test func `failed second attempts stay among the distilled rows where that is asked`()
    async throws
  {
    try await train { $0.keepsFailed = true }
    for update in updates {
      let told = seconds.filter { $0.step == update.step }
      #expect(update.rows[.distilled]?.rows ?? 0 == told.count)
    }
    #expect(distilled.allSatisfy { $0 == "advice none guess cedar right" })
    let usual = TestRun()
    var loop = usual.loop { _ in }
    _ = try await loop.run()
    let first = try #require(run.policy.state.withLock { $0.rows }.first)
    let before = try #require(usual.policy.state.withLock { $0.rows }.first)
    #expect(abs(first.coefficients[0]) < abs(before.coefficients[0]), "the mean is over more rows")
  }

  @Test func `reflections can be learnt from twice`() async throws {
    try await train { $0.repeatsReflections = true }
    for update in updates {
      let count = reflections.count { $0.step == update.step }
      #expect(update.rows[.reflection]?.rows ?? 0 == 2 * count)
    }
  }

  @Test func `pooled groups compare first and second attempts with one another`() async throws {
    try await train {
      $0.advantages = .pooled
      $0.distillation = .off
      $0.trainReflection = false
    }
    let step = try #require(seconds.first?.step)
    let firsts = run.journal.events.compactMap { event -> AttemptRecord? in
      guard case .attempt(let record) = event, record.attempt == .first, record.step == step
      else { return nil }
      return record
    }
    let told = seconds.filter { $0.step == step }
    let expected = GroupAdvantage.advantages(
      of: (firsts + told).map(\.reward), groups: (firsts + told).map(\.group), singleton: .reward)
    let update = try #require(updates.first { $0.step == step })
    let first = try #require(update.rows[.first])
    let second = try #require(update.rows[.second])
    let ours = Array(expected.prefix(firsts.count))
    let theirs = Array(expected.dropFirst(firsts.count))
    #expect(abs(first.advantageMean - ours.reduce(0, +) / Double(ours.count)) < 1e-9)
    #expect(abs(second.advantageMean - theirs.reduce(0, +) / Double(theirs.count)) < 1e-9)
    #expect(abs(first.advantageMean) > 1e-6, "apart, the mean of each type would be 0")
  }
}

extension Sequence {
  /// The first value that a closure makes of an element.
  fileprivate func firstNonNil<Value>(_ transform: (Element) -> Value?) -> Value? {
    for element in self {
      if let value = transform(element) { return value }
    }
    return nil
  }
}

/// A log without turns.
@Suite struct LogDetailTests {
  @Test func `what is left out of the log changes nothing else`() async throws {
    let (full, brief) = (TestRun(), TestRun())
    var loop = full.loop()
    var other = brief.loop { $0.log.turns = false }
    _ = try await loop.run()
    _ = try await other.run()
    let expected = full.journal.events.map { event -> RunEvent in
      switch event {
      case .attempt(let record): .attempt(record.withoutTurns)
      case .reflection(let record): .reflection(record.withoutRequest)
      default: event
      }
    }
    #expect(brief.journal.events == expected)
    #expect(full.journal.events != expected)
  }
}
