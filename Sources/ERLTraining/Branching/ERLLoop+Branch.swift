import RLCore
import RunModel

/// Running parts of a run again, exactly, without leaving a trace in it.
extension ERLLoop {
  /// Goes on to the end of a step as the run did.
  ///
  /// What people did must be planned; the journal should write nothing down.
  package mutating func advance(toStep step: Int) async throws {
    measureNothing()
    while state.step < step {
      try intervene()
      measureNothing()
      try await trainStep()
    }
  }

  /// Measuring changes nothing of what follows.
  private mutating func measureNothing() {
    configuration.evaluation.every = 0
    configuration.checkpointEvery = 0
    configuration.probes.share = 0
  }

  /// Makes the first attempts of the next step again, and says where the second attempt of an
  /// episode begins.
  ///
  /// `nil` if the step has no such episode or the gate did not let it through.
  package mutating func branchPoint(episode id: Int) async throws -> BranchPoint? {
    let step = state.step + 1
    try intervene()
    let episodes = Gate(configuration.erl).admit(try await firstAttempts(step: step))
    guard let episode = episodes.first(where: { $0.id == id }), let retry = episode.retry else {
      return nil
    }
    let tasks = try await retryTasks(of: episode, step: step)
    return BranchPoint(
      step: step, episode: episode, place: retry.place, task: tasks.first ?? episode.first.task)
  }

  /// What the reflector writes at a branch point if it starts from another memory.
  package func reflection(
    at point: BranchPoint, from memory: ReflectionMemory
  ) async throws -> Reflection? {
    let entry = memory.entry(for: point.episode.place, kind: configuration.erl.memory)
    let subject = ReflectionWriter.Subject(point.first, from: entry, place: point.place)
    return try await reflectionWriter().reflect(on: [subject], step: point.step).first
  }

  /// The second attempt with the draws that it had in the run; of several, the first.
  ///
  /// Told what it was told then, by the weights of then, it is the same attempt again.
  package func originalAttempt(
    at point: BranchPoint, told advice: BranchAdvice
  ) async throws -> Attempt? {
    let chance = SeededGenerator(seed: seed, purpose: "second world", point.step, point.place)
    let plan = plan(at: point, told: advice, chance: chance, number: 0, place: point.place)
    return try await rollout.play([plan], purpose: "second", step: point.step).first?.get()
  }

  /// Second attempts with other draws.
  ///
  /// The numbers tell the draws apart: the same number gives the same attempt.
  package func freshAttempts(
    at point: BranchPoint, told advice: BranchAdvice, numbers: Range<Int>
  ) async throws -> [Attempt] {
    let plans = numbers.map { number in
      plan(
        at: point, told: advice,
        chance: SeededGenerator(
          seed: seed, purpose: "branch world \(point.place)", point.step, number),
        number: number + 1, place: number)
    }
    return try await rollout.play(plans, purpose: "branch \(point.place)", step: point.step)
      .map { try $0.get() }
  }

  private func plan(
    at point: BranchPoint, told advice: BranchAdvice, chance: SeededGenerator, number: Int,
    place: Int
  ) -> AttemptPlan {
    // Each goes on in a conversation of its own.
    let conversation =
      configuration.promptsPerStep * configuration.erl.groupSize + point.place + number * 100_000
    let opening: AttemptPlan.Opening
    switch advice {
    case .history: opening = history(of: point.first, at: point.task, conversation: conversation)
    case .text(let text): opening = .fresh(advice: text)
    case .nothing: opening = .fresh(advice: nil)
    }
    return AttemptPlan(
      at: point.task, opening, chance: chance, conversation: conversation, place: place)
  }

  /// An attempt of a branch as it is logged.
  package func probe(_ attempt: Attempt, at point: BranchPoint, branch: Int) -> AttemptRecord {
    var record = record(of: attempt, .probe, in: point.episode, step: point.step)
    record.branch = branch
    return record
  }
}
