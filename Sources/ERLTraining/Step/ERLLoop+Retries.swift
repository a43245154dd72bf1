import RLCore
import RunModel

extension ERLLoop {
  /// For the episodes that the gate let through: Δ ~ π(·|x, y₁, f₁, r₁, m), then y₂ ~ π(·|x, Δ).
  ///
  /// Where a person is asked about some, all others go on while that person thinks.
  mutating func retries(of episodes: [Episode], step: Int) async throws -> [Episode] {
    let admitted = episodes.filter { $0.retry != nil }
    guard !admitted.isEmpty else {
      await endConversations()
      return episodes
    }
    let known = corrections(of: admitted, step: step)
    let asked = try ask(about: admitted.filter { known[$0.id] == nil }, step: step)
    var retried = try await retry(
      admitted.filter { !asked.contains($0.id) }, written: known, step: step)
    if !asked.isEmpty {
      let theirs = admitted.filter { asked.contains($0.id) }
      let texts = try await answers(about: theirs, step: step)
      retried += try await retry(theirs, written: texts, step: step)
    }
    await endConversations()
    let byID = Dictionary(uniqueKeysWithValues: retried.map { ($0.id, $0) })
    return episodes.map { byID[$0.id] ?? $0 }
  }

  /// Has episodes reflected on and their tasks attempted again.
  ///
  /// - Parameters:
  ///   - episodes: those that the gate let through.
  ///   - texts: by episode, what a person wrote instead of the reflector.
  ///   - step: the training step.
  /// - Returns: the same episodes, with what came of them.
  /// - Throws: what a policy or the journal throws.
  private mutating func retry(
    _ episodes: [Episode], written texts: [Int: String], step: Int
  ) async throws -> [Episode] {
    guard !episodes.isEmpty else { return [] }
    var episodes = episodes
    if configuration.erl.reflector.writes {
      episodes = try await reflect(on: episodes, written: texts, step: step)
    }
    return try await secondAttempts(of: episodes, step: step)
  }

  /// y₂ ~ π(·|x, Δ): each sees the task and what it is told, and not the first attempt.
  private mutating func secondAttempts(
    of episodes: [Episode], step: Int
  ) async throws -> [Episode] {
    try await enter(.second)
    var episodes = episodes
    let plans = try await retryPlans(for: episodes, step: step)
    try await rollout.play(plans.map(\.attempt), purpose: "second", step: step) { place, played in
      let (index, number) = (plans[place].episode, plans[place].number)
      switch played {
      case .success(let attempt):
        episodes[index].retry?.attempts.append(attempt)
        var record = record(of: attempt, .second, in: episodes[index], step: step)
        record.retry = number > 0 ? number + 1 : nil
        try journal.record(.attempt(record))
      case .failure(let reason):
        try journal.record(.episodeFailed(failed(reason, .second, episodes[index].id, step: step)))
      }
    }
    for attempt in episodes.flatMap(\.seconds) { count(attempt.conversation) }
    return episodes
  }

  /// m ← Δ where r₂ ≥ τ; of several second attempts, their mean.
  mutating func remember(_ episodes: [Episode], step: Int) throws {
    let outcomes = episodes.compactMap { episode -> MemoryOutcome? in
      guard let told = episode.retry?.told, let reward = episode.secondReward,
        RouteFilter(configuration.erl).remembers(told.reflection)
      else { return nil }
      return MemoryOutcome(
        text: told.reflection.parsed.advice,
        meaning: told.reflection.claims.meaning(of: told.reflection.text), episode: told.episode,
        worker: episode.place, reward: reward)
    }
    guard episodes.contains(where: { $0.retry != nil }) else { return }
    let changes = state.memory.learn(
      from: outcomes, kind: configuration.erl.memory, threshold: configuration.erl.threshold,
      step: step)
    for change in changes { try journal.record(.memory(change)) }
  }
}
