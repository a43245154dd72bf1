import ERLTraining
import RLCore
import RunModel
import Synchronization
import Testing

/// A policy that cannot learn, never says the same again, and counts what it is asked.
private final class PaidPolicy: Policy {
  private let count = Mutex(0)
  /// Calls after which it fails.
  private let most: Int

  init(most: Int = .max) {
    self.most = most
  }

  var asked: Int { count.withLock { $0 } }

  var traits: PolicyTraits {
    PolicyTraits(
      wording: .plain, capacity: .requests(atOnce: 1), isDeterministic: false,
      hasLogProbabilities: false)
  }

  struct Gone: Error {}

  func sample(_ requests: [SampleRequest]) async throws -> [Completion] {
    let number = try count.withLock { count in
      guard count < most else { throw Gone() }
      count += 1
      return count
    }
    return requests.map {
      Completion(text: "\($0.seed % 3)", stopReason: .ended, tokenCount: number % 5)
    }
  }

  func endConversations() async {}
}

@Suite struct RecordedAnswerTests {
  private func loop(_ run: TestRun, _ policy: PaidPolicy) -> ERLLoop {
    var configuration = RunConfiguration()
    configuration.steps = 2
    configuration.promptsPerStep = 3
    configuration.checkpointEvery = 1
    configuration.probes.share = 0
    configuration.evaluation.every = 1
    configuration.evaluation.episodes = 4
    return ERLLoop(
      configuration: configuration, environment: GuessingGame(), policy: policy,
      journal: run.journal, control: run.control)
  }

  @Test func `a policy that cannot learn is measured once and has no rows`() async throws {
    let run = TestRun()
    var loop = loop(run, PaidPolicy())
    #expect(try await loop.run() == .finished)
    let updates = run.journal.events.compactMap { event in
      if case .update(let update) = event { update } else { nil }
    }
    #expect(updates.map(\.step) == [1, 2])
    #expect(updates.allSatisfy { $0.rows.isEmpty && $0.optimizerSteps == 0 && $0.tokens > 0 })
    let measured = run.journal.events.compactMap { event in
      if case .evaluation(let record) = event { record.step } else { nil }
    }
    #expect(Set(measured) == [0])
  }

  @Test func `what was answered before a kill is not asked for again`() async throws {
    let whole = TestRun()
    let undisturbed = PaidPolicy()
    var loop = loop(whole, undisturbed)
    _ = try await loop.run()

    for most in [5, 9, 20, 30, undisturbed.asked - 1] {
      let run = TestRun()
      let first = PaidPolicy(most: most)
      var cut = self.loop(run, first)
      await #expect(throws: PaidPolicy.Gone.self) { try await cut.run() }
      var recorded = RecordedAnswers()
      for event in run.journal.events { recorded.add(event) }

      let again = TestRun()
      let second = PaidPolicy()
      var resumed = self.loop(again, second)
      resumed.recorded = recorded
      _ = try await resumed.run()
      let answers = recorded.count
      #expect(first.asked + second.asked >= undisturbed.asked)
      // What was under way and not whole is all that is asked for twice.
      if answers > 0 { #expect(second.asked < undisturbed.asked) }
      #expect(again.journal.events.count == whole.journal.events.count)
      for (one, other) in zip(run.journal.events, again.journal.events) {
        if case .attempt = one { #expect(one == other) }
        if case .reflection = one { #expect(one == other) }
      }
    }
  }

  /// A kept answer has words and no tokens, so that nothing would be learnt from it.
  @Test func `a policy that learns is asked again for what it wrote before a kill`() async throws {
    let (whole, again) = (TestRun(), TestRun())
    var loop = whole.loop(by: UnsteadyPolicy(inner: whole.policy))
    _ = try await loop.run()
    var recorded = RecordedAnswers()
    for event in whole.journal.events { recorded.add(event) }
    var resumed = again.loop(by: UnsteadyPolicy(inner: again.policy))
    resumed.recorded = recorded
    _ = try await resumed.run()
    let (asked, rows) = whole.policy.state.withLock { ($0.requests.count, $0.rows.count) }
    let found = again.policy.state.withLock { ($0.requests.count, $0.rows.count) }
    #expect(found.0 == asked)
    #expect(found.1 == rows)
    #expect(again.journal.events == whole.journal.events)
  }
}
