import RLCore
import RunModel
import Testing

@testable import ERLTraining

/// Several second attempts a reflection.
@Suite struct `Several retries` {
  private let run = TestRun()
  private let game = TellingGame()

  private func train(_ change: (inout RunConfiguration) -> Void = { _ in }) async throws {
    var loop = run.loop(in: game) {
      $0.erl.retries = 3
      $0.steps = 6
      change(&$0)
    }
    _ = try await loop.run()
  }

  /// The second attempts of a step by their episodes.
  private func retries(step: Int) -> [Int: [AttemptRecord]] {
    Dictionary(grouping: run.journal.attempts(.second).filter { $0.step == step }, by: \.episode)
  }

  @Test func `an episode has as many as are asked for, each with its number`() async throws {
    try await train()
    let failed = run.journal.attempts(.first).filter { $0.reward < 1 }
    let seconds = Dictionary(grouping: run.journal.attempts(.second), by: \.episode)
    #expect(Set(seconds.keys) == Set(failed.map(\.episode)))
    #expect(!failed.isEmpty)
    for first in failed {
      let retries = try #require(seconds[first.episode])
      #expect(retries.map(\.retry) == [nil, 2, 3])
      #expect(Set(retries.map(\.task)) == [first.task])
      #expect(Set(retries.map(\.reflection)).count == 1)
      #expect(retries[0].reflection != nil)
    }
  }

  @Test func `the first of them is the one that would have been made alone`() async throws {
    let alone = TestRun()
    var loop = alone.loop(in: game) { $0.steps = 1 }
    _ = try await loop.run()
    try await train { $0.steps = 1 }
    #expect(run.journal.attempts.filter { $0.retry == nil } == alone.journal.attempts)
    #expect(alone.journal.attempts.allSatisfy { $0.retry == nil })
    #expect(run.journal.attempts(.second).count == 3 * alone.journal.attempts(.second).count)
  }

  @Test func `the draws of one are not those of another`() async throws {
    try await train { $0.erl.reflector = .blind }
    let words = Dictionary(grouping: run.journal.attempts(.second), by: \.retry)
      .mapValues { $0.map { $0.turns[0].text } }
    #expect(words.count == 3)
    #expect(Set(words.values).count == 3)
  }

  @Test func `a reflection earns their mean, and its group compares means`() async throws {
    try await train()
    var fractions = 0
    for update in run.journal.updates {
      guard let rows = update.rows[.reflection] else { continue }
      let seconds = retries(step: update.step)
      let written = run.journal.reflections.filter { $0.step == update.step }
      let rewards = written.map {
        seconds[$0.episode, default: []].reduce(0) { $0 + $1.reward } / 3
      }
      fractions += rewards.count { $0 > 0 && $0 < 1 }
      let groups = written.map { seconds[$0.episode]?.first?.group ?? 0 }
      let advantages = GroupAdvantage.advantages(of: rewards, groups: groups, singleton: .reward)
      #expect(rows.rows == written.count)
      #expect(rows.members.map(\.episode) == written.map(\.episode))
      for (member, advantage) in zip(rows.members, advantages) {
        #expect(abs(member.weight - advantage) < 1e-5)
      }
    }
    #expect(fractions > 3, "rewards that tell a mean from a single one")
  }

  @Test func `all of them are rows, in one group with the prompt's others`() async throws {
    try await train()
    for update in run.journal.updates {
      let seconds = run.journal.attempts(.second).filter { $0.step == update.step }
      guard let rows = update.rows[.second] else { continue }
      let advantages = GroupAdvantage.advantages(
        of: seconds.map(\.reward), groups: seconds.map(\.group), singleton: .reward)
      #expect(rows.rows == seconds.count)
      #expect(rows.groups == Set(seconds.map(\.group)).count)
      for (member, advantage) in zip(rows.members, advantages) {
        #expect(abs(member.weight - advantage) < 1e-5)
      }
    }
  }

  @Test func `each that succeeded is learnt as if nothing had been told`() async throws {
    try await train()
    let solved = run.journal.attempts(.second).filter { $0.reward > 0 }
    let rows = run.journal.updates.reduce(0) { $0 + ($1.rows[.distilled]?.rows ?? 0) }
    #expect(rows == solved.count && rows > 3)
    #expect(solved.contains { $0.retry != nil })
  }

  @Test func `what is remembered reached the threshold in the mean`() async throws {
    try await train {
      $0.erl.threshold = 0.6
      $0.erl.memory = .bank(4)
      $0.steps = 12
    }
    let seconds = Dictionary(grouping: run.journal.attempts(.second), by: \.episode)
    let means = seconds.mapValues { $0.reduce(0) { $0 + $1.reward } / 3 }
    let stored = run.journal.memoryChanges.filter { $0.change == .stored }
    #expect(!stored.isEmpty)
    for change in stored { #expect(means[change.episode, default: 0] >= 0.6) }
    let first = try #require(run.journal.memoryChanges.first)
    let earlier = seconds.filter { $0.value[0].step < first.step }
    #expect(earlier.keys.allSatisfy { means[$0, default: 1] < 0.6 })
  }

  @Test func `sequences and tokens count every one`() async throws {
    try await train()
    let last = try #require(run.journal.updates.last)
    let made = run.journal.attempts.filter { [.first, .second].contains($0.attempt) }
    #expect(last.sequences == made.count + run.journal.reflections.count)
    #expect(
      last.tokens == made.reduce(0) { $0 + $1.tokens }
        + run.journal.reflections.reduce(0) { $0 + $1.tokens })
  }

  @Test(arguments: ERLOptions.RetryTask.allCases)
  func `a run resumed from a checkpoint writes the same events`(
    retryOn: ERLOptions.RetryTask
  ) async throws {
    func change(_ configuration: inout RunConfiguration) {
      configuration.erl.retries = 3
      configuration.erl.retryOn = retryOn
      configuration.erl.forgetRoutes = .both
      configuration.probes.share = 0.5
    }
    let whole = TestRun()
    var loop = whole.loop(in: game, change)
    _ = try await loop.run()
    var first = run.loop(in: game, change)
    try await first.evaluate()
    for _ in 1...3 { try await first.nextStep() }
    var second = try await run.resumed(at: 2, in: game, change)
    _ = try await second.run()
    #expect(run.journal.events == whole.journal.events)
  }

  @Test func `one that its world fails costs no other`() async throws {
    let world = BrokenGame()
    var loop = run.loop(in: world) {
      $0.erl.retries = 4
      $0.erl.retryOn = .sibling
      $0.probes.share = 0
    }
    _ = try await loop.run()
    let failures = run.journal.events.count {
      if case .episodeFailed(let failure) = $0 { failure.attempt == .second } else { false }
    }
    let seconds = run.journal.attempts(.second)
    let retried = run.journal.attempts(.first).count { $0.reward < 1 }
    #expect(failures > 0)
    #expect(seconds.count + failures == 4 * retried)
    var state = RunState()
    for event in run.journal.events { state.apply(LoggedEvent(event)) }
    for (episode, made) in Dictionary(grouping: seconds, by: \.episode) {
      let record = try #require(state.episodes[episode])
      #expect(record.retries.count == made.count)
      let mean = made.reduce(0) { $0 + $1.reward } / Double(made.count)
      #expect(abs((record.second?.reward ?? -1) - mean) < 1e-12)
    }
  }

  @Test func `wherever a log ends, its numbers are those of what it holds`() async throws {
    try await train { $0.erl.gate = false }
    var state = RunState()
    for event in run.journal.events {
      state.apply(LoggedEvent(event))
      guard let step = state.steps.last else { continue }
      var outcomes = OutcomeCounts()
      for record in state.episodes.records where record.step == step.step {
        if record.second != nil, let outcome = record.outcome(threshold: 1) {
          outcomes.add(outcome)
          if outcome == .unchanged, record.change?.endsAlike == true { outcomes.failedAlike += 1 }
          if outcome == .unchanged, record.change?.endsAlike == false { outcomes.failedAnew += 1 }
        }
      }
      #expect(step.outcomes == outcomes)
    }
    let seconds = run.journal.attempts(.second)
    #expect(state.steps.reduce(0) { $0 + $1.second.count } == seconds.count)
    #expect(state.steps.reduce(0) { $0 + $1.second.solved } == seconds.count { $0.reward == 1 })
    let gains = state.lift().gain
    let gated = state.episodes.records.filter { ($0.first?.reward ?? 1) < 1 }
    #expect(gains.count == gated.count)
    let mean = gated.reduce(0) { $0 + ($1.second?.reward ?? 0) } / Double(gated.count)
    #expect(abs((gains.mean ?? -1) - mean) < 1e-12)
  }
}
