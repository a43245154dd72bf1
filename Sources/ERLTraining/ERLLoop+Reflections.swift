import RLCore
import RunModel

extension ERLLoop {
  /// Has the gated attempts reflected on, and decides what each second attempt is told.
  mutating func reflect(
    on gated: [Int], of episodes: inout [StepEpisode], step: Int
  ) async throws {
    await enter(.reflection)
    let attempts = gated.map { episodes[$0].first }
    var reflections: [Reflection]
    if configuration.erl.reflector == .oracle {
      reflections = attempts.enumerated().map(Self.oracle)
    } else {
      let entries = gated.map { state.memory.entry(for: $0, kind: configuration.erl.memory) }
      reflections = try await reflecting.reflect(on: attempts, from: entries, step: step)
    }
    for (row, index) in gated.enumerated() {
      state.reflections += 1
      reflections[row].id = state.reflections
      episodes[index].reflection = reflections[row]
      if !reflections[row].trajectory.written.isEmpty { count(reflections[row].trajectory) }
      try journal.record(
        .reflection(record(of: reflections[row], in: episodes[index], step: step)))
    }
    for (row, index) in gated.enumerated() {
      guard let source = source(of: row, among: gated.map { episodes[$0] }),
        let reflection = episodes[gated[source]].reflection
      else { continue }
      let writer = episodes[gated[source]]
      episodes[index].told = ToldReflection(
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

  private var reflecting: Reflecting {
    let reflector: any Policy =
      configuration.erl.reflector == .frozen ? frozenPolicy ?? policy : policy
    return Reflecting(policy: reflector, sampling: sampling, seed: seed)
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
      author: configuration.erl.reflector.author, trace: reflection.trace)
    let task = episode.first.task
    record.claims = task.claims(in: reflection.text, after: episode.first.turns)
    record.isTruncated = reflection.isTruncated
    record.facts = task.hiddenTruth.symbolCount
    return configuration.log.turns ? record : record.withoutRequest
  }
}
