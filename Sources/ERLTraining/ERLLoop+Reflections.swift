import RLCore
import RunModel

extension ERLLoop {
  /// Has gated attempts reflected on, and decides what each second attempt is told.
  ///
  /// What a person wrote instead of the reflector is told by row.
  mutating func reflect(
    on gated: [GatedAttempt], of episodes: inout [StepEpisode], told texts: [Int: String],
    step: Int
  ) async throws {
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
    for attempt in gated {
      guard var reflection = byRow[attempt.row] else { continue }
      state.reflections += 1
      reflection.id = state.reflections
      episodes[attempt.index].reflection = reflection
      if !reflection.trajectory.written.isEmpty { count(reflection.trajectory) }
      try journal.record(
        .reflection(record(of: reflection, in: episodes[attempt.index], step: step)))
    }
    let reflected = gated.map { episodes[$0.index] }
    for (place, attempt) in gated.enumerated() {
      guard let source = source(of: place, among: reflected),
        let reflection = reflected[source].reflection
      else { continue }
      let writer = reflected[source]
      episodes[attempt.index].told = ToldReflection(
        reflection: reflection, episode: writer.id, group: writer.group)
    }
  }

  /// Whose reflection the second attempt of a row is told: its own, but for the placebo.
  ///
  /// That is the reflection on the next attempt at another task, in the order of the step. Where
  /// all are at one task there is none, and the second attempt is told nothing.
  private func source(of row: Int, among gated: [StepEpisode]) -> Int? {
    guard configuration.erl.reflector == .placebo else { return row }
    let task = gated[row].first.task.id
    return (1..<max(gated.count, 1)).lazy.map { (row + $0) % gated.count }
      .first { gated[$0].first.task.id != task }
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
    var record = ReflectionRecord(
      step: step, episode: episode.id, id: reflection.id, from: reflection.memory,
      saw: reflection.saw, text: reflection.text, advice: reflection.parsed.advice,
      parsed: reflection.parsed.isWellFormed, tokens: written.count,
      logProbability: (mean * 1e4).rounded() / 1e4,
      author: author(of: reflection), trace: reflection.trace)
    let task = episode.first.task
    record.claims = task.claims(in: reflection.text, after: episode.first.turns)
    record.isTruncated = reflection.isTruncated
    record.facts = task.hiddenTruth.symbolCount
    return configuration.log.turns ? record : record.withoutRequest
  }

  /// Where a person reflects, the policy does so on what nobody was asked about.
  private func author(of reflection: Reflection) -> String {
    if reflection.isByPerson { return ERLOptions.Reflector.human.rawValue }
    let reflector = configuration.erl.reflector
    return (reflector == .human ? ERLOptions.Reflector.own : reflector).author
  }
}
