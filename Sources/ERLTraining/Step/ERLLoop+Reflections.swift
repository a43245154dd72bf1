import RLCore
import RunModel

extension ERLLoop {
  /// Has episodes reflected on, and decides what each second attempt is told.
  ///
  /// - Parameters:
  ///   - episodes: those that the gate let through.
  ///   - texts: by episode, what a person wrote instead of the reflector.
  ///   - step: the training step.
  /// - Returns: the same episodes, with what came of them.
  /// - Throws: what a policy or the journal throws.
  mutating func reflect(
    on episodes: [Episode], written texts: [Int: String], step: Int
  ) async throws -> [Episode] {
    try await enter(.reflection)
    let others = episodes.filter { texts[$0.id] == nil }
    var written = Dictionary(
      uniqueKeysWithValues: zip(others.map(\.id), try await reflections(on: others, step: step)))
    for (episode, text) in texts {
      guard let first = episodes.first(where: { $0.id == episode })?.first else { continue }
      written[episode] = Reflection(byPerson: text, on: first)
    }
    var episodes = episodes
    for index in episodes.indices {
      guard var reflection = written[episodes[index].id] else { continue }
      state.reflections += 1
      reflection.id = state.reflections
      let first = episodes[index].first
      reflection.claims = first.task.claims(in: reflection.text, after: first.turns)
      episodes[index].retry?.reflection = reflection
      if let conversation = reflection.conversation { count(conversation) }
      try journal.record(.reflection(record(of: reflection, in: episodes[index], step: step)))
    }
    let writers = episodes
    for index in episodes.indices {
      guard let writer = writer(for: index, among: writers), let reflection = writer.reflection
      else { continue }
      episodes[index].retry?.told = ToldReflection(reflection, of: writer)
    }
    return episodes
  }

  /// Whose reflection a second attempt is told: its own episode's, but for the placebo.
  ///
  /// That is the reflection on the next attempt at another task, in the order of the step. Where
  /// all are at one task there is none, and the second attempt is told nothing.
  private func writer(for index: Int, among episodes: [Episode]) -> Episode? {
    guard configuration.erl.reflector == .placebo else { return episodes[index] }
    let task = episodes[index].first.task.id
    return (1..<max(episodes.count, 1)).lazy.map { episodes[(index + $0) % episodes.count] }
      .first { $0.first.task.id != task }
  }

  /// What the reflector makes of first attempts.
  private func reflections(on episodes: [Episode], step: Int) async throws -> [Reflection] {
    guard configuration.erl.reflector != .oracle else {
      return episodes.map { Reflection(oracleOn: $0.first) }
    }
    guard !episodes.isEmpty else { return [] }
    let subjects = episodes.map { episode in
      ReflectionWriter.Subject(
        episode.first,
        from: state.memory.entry(for: episode.place, kind: configuration.erl.memory),
        place: episode.retry?.place ?? 0, episode: episode.id)
    }
    return try await reflectionWriter().reflect(on: subjects, step: step)
  }

  /// - Throws: `PolicyProblem.noReflector` where another reflector than the policy is asked for
  ///   and none was loaded.
  func reflectionWriter() throws -> ReflectionWriter {
    guard configuration.erl.reflector.isAnotherPolicy else {
      return learner == nil
        ? writer(policy) : ReflectionWriter(policy: policy, sampling: sampling, seed: seed)
    }
    guard let reflector else {
      throw PolicyProblem.noReflector(configuration.erl.reflector.rawValue)
    }
    return writer(reflector)
  }

  private func writer(_ policy: any Policy) -> ReflectionWriter {
    var writer = ReflectionWriter(policy: policy, sampling: sampling, seed: seed)
    if !policy.traits.isDeterministic { writer.recorded = recorded }
    return writer
  }
}

extension ERLOptions.Reflector {
  /// Whether something is written about a failed attempt at all.
  var writes: Bool { self != .none && self != .blind }

  /// Whether a policy reflects that is not the one that is trained.
  var isAnotherPolicy: Bool { self == .frozen || self == .external }
}
