import RLCore
import RunModel
import Synchronization
import Testing

@testable import ERLTraining

/// What an update makes of rows whose numbers are known.
@Suite struct UpdateTests {
  private let policy = ListeningPolicy()

  private func row(
    _ words: String, reward: Double, weight: Double, episode: Int = 1, group: Int = 1,
    logProbability: Float = -1.5
  ) -> RowBatch.Row {
    var conversation = Conversation(id: episode, [Segment(.world, "advice none guess")])
    conversation.append(
      Segment(
        Completion(
          text: words, tokens: policy.words.encode(words), pieces: [words],
          logProbabilities: [logProbability], stopReason: .length)))
    var row = RowBatch.Row(conversation, episode: episode, group: group, reward: reward)
    row.weight = weight
    return row
  }

  private func update(_ options: OptimizerOptions = OptimizerOptions()) -> PolicyUpdate {
    PolicyUpdate(policy: policy, options: options, temperature: 0.7, threshold: 1)
  }

  private var learnt: [TrainingRow] { policy.state.withLock { $0.rows } }

  @Test func `the loss is a mean over all rows of the step, trained or not`() async throws {
    let batches = [
      RowBatch(.first, [row("elm", reward: 1, weight: 2)], isTrained: true),
      RowBatch(.second, [row("fir", reward: 0, weight: 1)], isTrained: false),
    ]
    let report = try await update().apply(batches)
    #expect(learnt.count == 1)
    #expect(learnt[0].coefficients == [1])
    #expect(learnt[0].positions == [3])
    #expect(learnt[0].temperature == 0.7)
    #expect(report.rows[.first]?.loss == -2)
    #expect(report.rows[.second]?.loss == 0)
  }

  @Test func `a row without an advantage has no gradient, unless there is a penalty`()
    async throws
  {
    let batch = RowBatch(.first, [row("elm", reward: 1, weight: 0)], isTrained: true)
    #expect(try await update().apply([batch]).optimizerSteps == 0)
    var options = OptimizerOptions()
    options.kl = 0.1
    #expect(try await update(options).apply([batch]).optimizerSteps == 1)
    #expect(learnt.first?.referenceLogProbabilities == [-1])
  }

  @Test func `greedily drawn rows are learnt from at temperature 1`() async throws {
    let batch = RowBatch(.first, [row("elm", reward: 1, weight: 1)], isTrained: true)
    _ = try await PolicyUpdate(
      policy: policy, options: OptimizerOptions(), temperature: 0, threshold: 1
    ).apply([batch])
    #expect(learnt.map(\.temperature) == [1])
  }

  @Test func `statistics tell groups that failed, groups that were solved, and every weight`()
    async throws
  {
    let rows = [
      row("elm", reward: 1, weight: 0.5, episode: 1, group: 1, logProbability: -1),
      row("elm", reward: 0, weight: -0.5, episode: 2, group: 1, logProbability: -3),
      row("elm", reward: 0, weight: 0, episode: 3, group: 2, logProbability: -2),
      row("elm", reward: 1, weight: 1, episode: 4, group: 3, logProbability: -2),
    ]
    let report = try await update().apply([RowBatch(.first, rows, isTrained: true)])
    let statistics = try #require(report.rows[.first])
    #expect(statistics.rows == 4 && statistics.groups == 3)
    #expect(statistics.allFailedGroups == 1 && statistics.allSolvedGroups == 1)
    #expect(statistics.reward == 0.5)
    #expect(statistics.advantageMean == 0.25)
    #expect(abs(statistics.advantageDeviation - 0.3125.squareRoot()) < 1e-12)
    #expect(statistics.entropy == 2)
    #expect(statistics.members.map(\.episode) == [1, 2, 3, 4])
    #expect(statistics.members.map(\.weight) == [0.5, -0.5, 0, 1])
  }

  @Test(arguments: [
    (ERLOptions.Distillation.indicator, 1.0, 1.0), (.reward, 1.0, 0.5), (.reward, 3.0, 1.5),
  ])
  func `a distilled row weighs what the option says`(
    kind: ERLOptions.Distillation, factor: Double, weight: Double
  ) async throws {
    var options = ERLOptions()
    options.distillation = kind
    options.distillationWeight = factor
    let batches = RowAssembly(options).batches(of: [try await half(), try await half(reward: 0)])
    let distilled = try #require(batches.first { $0.kind == .distilled })
    #expect(distilled.rows.map(\.weight) == [weight])
    #expect(
      distilled.rows[0].conversation.segments.map(\.text)
        == ["advice none guess", "cedar", "right"])
  }

  /// An episode whose second attempt earned something.
  private func half(reward: Double = 0.5) async throws -> Episode {
    func attempt(_ word: String, told advice: String?) async throws -> Attempt {
      let task = GuessingTask(id: "t", answer: "cedar")
      var attempt = Attempt(
        at: task, in: PartlyRight(reward: reward), told: advice, conversation: 0)
      try await attempt.take(
        Completion(
          text: word, tokens: policy.words.encode(word), pieces: [word], logProbabilities: [-1],
          stopReason: .length))
      return attempt
    }
    var episode = Episode(id: 1, group: 1, place: 0, first: try await attempt("elm", told: nil))
    episode.retry = Retry(place: 0)
    episode.retry?.attempts = [try await attempt("cedar", told: "cedar")]
    return episode
  }

  private struct PartlyRight: EnvironmentEpisode {
    let reward: Double
    var inner = GuessingEpisode(answer: "cedar")
    var position: Int? { nil }
    var feedback: String { "" }
    func prompt(advice: String?) -> TurnRequest { inner.prompt(advice: advice) }
    mutating func respond(to text: String) -> Transition {
      var transition = inner.respond(to: text)
      if transition.reward > 0 { transition.reward = reward }
      return transition
    }
    func reflectionRequest(memory: String?) -> TurnRequest {
      inner.reflectionRequest(memory: memory)
    }
    func retryRequest() -> TurnRequest { inner.retryRequest() }
  }
}

@Suite struct ContextRatioTests {
  private func row(old: [Float]) -> TrainingRow {
    TrainingRow(
      tokens: [1, 2, 3], positions: [1, 2], coefficients: [1, 1], oldLogProbabilities: old,
      loss: .crossEntropy, temperature: 1)
  }

  private func report(_ now: [Float]) -> RowReport {
    RowReport(loss: 0, logProbabilities: now, entropy: 0, clipped: 0)
  }

  @Test func `the log ratio is a mean over tokens`() throws {
    let ratios = ContextRatios(
      [row(old: [-1, -2]), row(old: [-1])], [report([-2, -4]), report([-2])])
    #expect(try #require(ratios.meanLogRatio) == -(1 + 2 + 1) / 3.0)
  }

  @Test func `rows that weigh alike are all effective, and one that weighs alone is one`() throws {
    let alike = ContextRatios(
      [row(old: [0, 0]), row(old: [0, 0])], [report([-1, -1]), report([-1, -1])])
    #expect(try #require(alike.effectiveShare) == 1)
    let alone = ContextRatios(
      [row(old: [0, 0]), row(old: [0, 0])], [report([0, 0]), report([-40, -40])])
    #expect(abs(try #require(alone.effectiveShare) - 0.5) < 1e-9)
  }

  @Test func `rows without their old probabilities are left out`() {
    #expect(ContextRatios([row(old: [])], [report([-1, -1])]).meanLogRatio == nil)
  }
}

@Suite struct EvaluationTests {
  private func outcome(threshold: Double, _ sampling: SamplingParameters) async throws
    -> (PolicyEvaluation.Outcome, ListeningPolicy)
  {
    let policy = ListeningPolicy()
    let evaluation = PolicyEvaluation(
      policy: policy, environment: GuessingGame(), seed: 1, sampling: sampling,
      threshold: threshold)
    return (try await evaluation.measure(.heldOut, episodes: 50), policy)
  }

  @Test func `success is a reward at the threshold, as in training`() async throws {
    let (full, _) = try await outcome(threshold: 1, SamplingParameters())
    #expect(full.solved == full.rewards.count { $0 == 1 } && full.solved < 50)
    #expect(try await outcome(threshold: 0, SamplingParameters()).0.solved == 50)
  }

  @Test func `held-out tasks are sampled with the cuts of training`() async throws {
    let cut = SamplingParameters(temperature: 0.5, topP: 0.9, topK: 4)
    let policy = try await outcome(threshold: 1, cut).1
    #expect(policy.state.withLock { $0.requests }.allSatisfy { $0.sampling == cut })
    let run = TestRun()
    var loop = run.loop {
      $0.policy.topP = 0.9
      $0.policy.topK = 4
    }
    try await loop.evaluate()
    let asked = run.policy.state.withLock { $0.requests }.map(\.sampling)
    #expect(!asked.isEmpty && asked.allSatisfy { $0.topP == 0.9 && $0.topK == 4 })
  }

  @Test func `the log has the reward of every held-out task`() async throws {
    let run = TestRun()
    var loop = run.loop()
    try await loop.evaluate()
    for case .evaluation(let record) in run.journal.events {
      let rewards = try #require(record.rewards)
      #expect(rewards.count == record.episodes)
      #expect(Double(rewards.count { $0 >= 1 }) / Double(record.episodes) == record.successRate)
    }
    let whole = TestRun()
    var other = whole.loop { $0.log.evaluations = .turns }
    try await other.evaluate()
    let measured = whole.journal.events.compactMap { event -> AttemptRecord? in
      if case .attempt(let record) = event { record } else { nil }
    }
    #expect(measured.count == 10 + 5)
    #expect(measured.allSatisfy { $0.attempt == .evaluation && !$0.turns.isEmpty })
    #expect(measured.count { $0.measure == "permuted" } == 5)
  }
}
