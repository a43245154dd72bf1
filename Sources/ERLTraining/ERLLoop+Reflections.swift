import RLCore
import RunModel

extension ERLLoop {
  /// Has gated attempts reflected on, and says what each second attempt is told.
  ///
  /// What a person wrote instead of the reflector is told by row.
  mutating func reflect(
    on gated: [GatedAttempt], of episodes: inout [StepEpisode], told texts: [Int: String],
    step: Int
  ) async throws -> [String?] {
    await enter(.reflection)
    var byRow: [Int: Reflection] = [:]
    for attempt in gated {
      if let text = texts[attempt.row] {
        byRow[attempt.row] = Self.written(text, on: episodes[attempt.index].first)
      }
    }
    let others = gated.filter { texts[$0.row] == nil }
    for (attempt, reflection) in zip(
      others, try await writtenByReflector(on: others, of: episodes, step))
    {
      byRow[attempt.row] = reflection
    }
    var advice: [String?] = []
    for attempt in gated {
      guard var reflection = byRow[attempt.row] else { continue }
      state.reflections += 1
      reflection.id = state.reflections
      episodes[attempt.index].reflection = reflection
      if !reflection.trajectory.written.isEmpty { count(reflection.trajectory) }
      try journal.record(
        .reflection(record(of: reflection, in: episodes[attempt.index], step: step)))
      advice.append(reflection.parsed.advice)
    }
    return advice
  }

  /// What the reflector makes of attempts.
  private func writtenByReflector(
    on gated: [GatedAttempt], of episodes: [StepEpisode], _ step: Int
  ) async throws -> [Reflection] {
    let attempts = gated.map { episodes[$0.index].first }
    guard configuration.erl.reflector != .oracle else {
      return attempts.enumerated().map(Self.oracle)
    }
    guard !gated.isEmpty else { return [] }
    let entries = gated.map { state.memory.entry(for: $0.index, kind: configuration.erl.memory) }
    return try await reflecting.reflect(
      on: attempts, from: entries, step: step, rows: gated.map(\.row))
  }

  var reflecting: Reflecting {
    let reflector: any Policy =
      configuration.erl.reflector == .frozen ? frozenPolicy ?? policy : policy
    return Reflecting(policy: reflector, sampling: sampling, seed: seed)
  }

  /// A reflection that a person wrote, which has no tokens to learn from.
  private static func written(_ text: String, on attempt: Attempt) -> Reflection {
    Reflection(
      attempt: 0, saw: attempt.episode.reflectionRequest(memory: nil).text, text: text,
      parsed: attempt.task.parse(reflection: text), trajectory: Trajectory(), memory: nil,
      isByPerson: true)
  }

  /// A reflection that states the true rules: the upper bound of what reflecting can do.
  private static func oracle(row: Int, attempt: Attempt) -> Reflection {
    let rules = attempt.task.trueRules
    return Reflection(
      attempt: row, saw: "", text: rules,
      parsed: ParsedReflection(advice: rules, isWellFormed: true), trajectory: Trajectory(),
      memory: nil)
  }

  private func record(
    of reflection: Reflection, in episode: StepEpisode, step: Int
  ) -> ReflectionRecord {
    let written = reflection.trajectory.logProbabilities
    let mean = written.isEmpty ? 0 : written.reduce(0) { $0 + Double($1) } / Double(written.count)
    return ReflectionRecord(
      step: step, episode: episode.id, id: reflection.id, from: reflection.memory,
      saw: reflection.saw, text: reflection.text, advice: reflection.parsed.advice,
      parsed: reflection.parsed.isWellFormed, tokens: written.count,
      logProbability: (mean * 1e4).rounded() / 1e4,
      author: author(of: reflection), trace: reflection.trace)
  }

  /// Where a person reflects, the policy does so on what nobody was asked about.
  private func author(of reflection: Reflection) -> String {
    if reflection.isByPerson { return ERLOptions.Reflector.human.rawValue }
    let reflector = configuration.erl.reflector
    return (reflector == .human ? ERLOptions.Reflector.own : reflector).rawValue
  }
}
