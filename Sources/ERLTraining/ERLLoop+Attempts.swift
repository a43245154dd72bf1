import RLCore
import RunModel

extension ERLLoop {
  /// y₁ ~ π(·|x): several first attempts at each of the step's prompts.
  mutating func firstAttempts(step: Int) async throws -> [StepEpisode] {
    // The step has had its turn.
    journal.begin(.first)
    let size =
      configuration.algorithm == .erl ? configuration.erl.groupSize : configuration.rlvr.groupSize
    var attempts: [Attempt] = []
    for prompt in 0..<configuration.promptsPerStep {
      let index = (step - 1) * configuration.promptsPerStep + prompt
      let task = environment.task(at: index, in: .training, seed: seed)
      for rollout in 0..<size {
        attempts.append(
          Attempt(
            of: task, advice: nil,
            generator: SeededGenerator(seed: seed, purpose: "world", step, prompt, rollout),
            conversation: attempts.count, tokenizer: policy.tokenizer))
      }
    }
    attempts = try await rollout.play(attempts, purpose: "first", step: step)
    let episodes = attempts.enumerated().map { row, attempt in
      StepEpisode(
        id: state.episodes + row + 1, group: state.groups + row / size + 1, first: attempt)
    }
    state.episodes += attempts.count
    state.groups += configuration.promptsPerStep
    for episode in episodes {
      count(episode.first.trajectory)
      try journal.record(.attempt(record(of: episode.first, in: episode, .first, step: step)))
    }
    return episodes
  }

  /// For the attempts that the gate lets through: Δ ~ π(·|x, y₁, f₁, r₁, m), then y₂ ~ π(·|x, Δ).
  mutating func secondAttempts(after episodes: inout [StepEpisode], step: Int) async throws {
    let options = configuration.erl
    let gated = episodes.indices.filter {
      !options.gate || episodes[$0].first.reward < options.threshold
    }
    guard !gated.isEmpty else { return await policy.forgetConversations() }
    let attempts = gated.enumerated().map { GatedAttempt(row: $0, index: $1) }
    let asked = try ask(about: attempts, of: episodes, step: step)
    // While a person thinks, the others go on.
    try await retry(attempts.filter { !asked.contains($0) }, of: &episodes, step: step)
    if !asked.isEmpty {
      let texts = try await answers(about: asked, of: episodes, step: step)
      try await retry(asked, of: &episodes, told: texts, step: step)
    }
    await policy.forgetConversations()
    await frozenPolicy?.forgetConversations()
    try remember(gated.map { ($0, episodes[$0]) }, step: step)
  }

  /// Has attempts reflected on and made again.
  ///
  /// What a person wrote instead of the reflector is told by row.
  private mutating func retry(
    _ gated: [GatedAttempt], of episodes: inout [StepEpisode], told texts: [Int: String] = [:],
    step: Int
  ) async throws {
    guard !gated.isEmpty else { return }
    if configuration.erl.reflector != .none, configuration.erl.reflector != .blind {
      try await reflect(on: gated, of: &episodes, told: texts, step: step)
    }
    await enter(.second)
    var attempts = gated.map { second(of: episodes[$0.index], row: $0.row, step: step) }
    attempts = try await rollout.play(
      attempts, purpose: "second", step: step, rows: gated.map(\.row))
    for (gated, attempt) in zip(gated, attempts) {
      episodes[gated.index].second = attempt
      count(attempt.trajectory)
      try journal.record(
        .attempt(record(of: attempt, in: episodes[gated.index], .second, step: step)))
    }
  }

  /// A second attempt, told the reflection that is meant for it, if any.
  private func second(of episode: StepEpisode, row: Int, step: Int) -> Attempt {
    let generator = SeededGenerator(seed: seed, purpose: "second world", step, row)
    if configuration.erl.reflector == .none {
      return Attempt(retrying: episode.first, generator: generator, tokenizer: policy.tokenizer)
    }
    return Attempt(
      of: episode.first.task, advice: episode.told?.reflection.parsed.advice, generator: generator,
      conversation: configuration.promptsPerStep * configuration.erl.groupSize + row,
      tokenizer: policy.tokenizer)
  }

  /// m ← Δ where r₂ ≥ τ.
  private mutating func remember(
    _ retried: [(worker: Int, episode: StepEpisode)], step: Int
  ) throws {
    let outcomes = retried.compactMap { worker, episode in
      episode.told.flatMap { told in
        episode.second.map {
          MemoryOutcome(
            text: told.reflection.parsed.advice, episode: told.episode, worker: worker,
            reward: $0.reward)
        }
      }
    }
    let changes = state.memory.learn(
      from: outcomes, kind: configuration.erl.memory, threshold: configuration.erl.threshold,
      step: step)
    for change in changes { try journal.record(.memory(change)) }
  }

  /// Adds what the policy wrote to the run's totals.
  mutating func count(_ trajectory: Trajectory) {
    state.sequences += 1
    state.tokens += trajectory.written.count
  }

  /// An attempt as it is logged.
  func record(
    of attempt: Attempt, in episode: StepEpisode, _ kind: AttemptKind, step: Int
  ) -> AttemptRecord {
    let written = attempt.trajectory.logProbabilities
    let mean = written.isEmpty ? 0 : written.reduce(0) { $0 + Double($1) } / Double(written.count)
    let record = AttemptRecord(
      step: step, episode: episode.id, group: episode.group, attempt: kind, task: attempt.task.id,
      board: attempt.task.board, start: attempt.start, turns: attempt.turns,
      reward: attempt.reward, feedback: attempt.feedback, tokens: written.count,
      logProbability: (mean * 1e4).rounded() / 1e4,
      reflection: kind == .second ? episode.told?.reflection.id : nil, flags: attempt.flags)
    return configuration.log.turns ? record : record.withoutTurns
  }
}
