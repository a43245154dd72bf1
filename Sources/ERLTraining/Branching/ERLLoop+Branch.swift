import RLCore
import RunModel

/// An episode at the moment before its second attempt, with the weights as they were then.
package struct BranchPoint: Sendable {
  /// The training step that it belongs to.
  package var step: Int
  package var first: Attempt
  var episode: StepEpisode
  var place: GatedAttempt
}

/// What the second attempts of a branch are told.
package enum BranchAdvice: Sendable, Equatable {
  case text(String)
  /// Nothing: a blind retry.
  case nothing
  /// The raw history, where the run had no reflections.
  case history
}

/// Running parts of a run again, exactly, without leaving a trace in it.
extension ERLLoop {
  /// Goes on to the end of a step as the run did.
  ///
  /// What people did must be planned; the journal should write nothing down.
  package mutating func advance(toStep step: Int) async throws {
    configuration.evaluation.every = 0
    configuration.checkpointEvery = 0
    // Measuring changes nothing of what follows.
    configuration.probes.share = 0
    while state.step < step {
      try takeDeeds()
      configuration.evaluation.every = 0
      configuration.checkpointEvery = 0
      configuration.probes.share = 0
      try await trainStep()
    }
  }

  /// Makes the first attempts of the next step again, and says where the second attempt of an
  /// episode begins.
  ///
  /// `nil` if the step has no such episode or the gate did not let it through.
  package mutating func branchPoint(episode id: Int) async throws -> BranchPoint? {
    let step = state.step + 1
    try takeDeeds()
    let episodes = try await firstAttempts(step: step)
    let options = configuration.erl
    let gated = episodes.indices.filter {
      !options.gate || episodes[$0].first.reward < options.threshold
    }
    guard let row = gated.firstIndex(where: { episodes[$0].id == id }) else { return nil }
    let episode = episodes[gated[row]]
    return BranchPoint(
      step: step, first: episode.first, episode: episode,
      place: GatedAttempt(row: row, index: gated[row]))
  }

  /// What the reflector writes at a branch point if it starts from another memory.
  package func reflection(
    at point: BranchPoint, from memory: ReflectionMemory
  ) async throws -> Reflection? {
    let entry = memory.entry(for: point.place.index, kind: configuration.erl.memory)
    return try await reflecting.reflect(
      on: [point.first], from: [entry], step: point.step, rows: [point.place.row]
    ).first
  }

  /// The second attempt with the draws that it had in the run.
  ///
  /// Told what it was told then, by the weights of then, it is the same attempt again.
  package func originalAttempt(
    at point: BranchPoint, told advice: BranchAdvice
  ) async throws -> Attempt? {
    let row = point.place.row
    let generator = SeededGenerator(seed: seed, purpose: "second world", point.step, row)
    let attempt = attempt(at: point, told: advice, generator: generator, number: 0)
    return try await rollout.play([attempt], purpose: "second", step: point.step, rows: [row]).first
  }

  /// Second attempts with other draws.
  ///
  /// The numbers tell the draws apart: the same number gives the same attempt.
  package func freshAttempts(
    at point: BranchPoint, told advice: BranchAdvice, numbers: Range<Int>
  ) async throws -> [Attempt] {
    let attempts = numbers.map { number in
      attempt(
        at: point, told: advice,
        generator: SeededGenerator(
          seed: seed, purpose: "branch world \(point.place.row)", point.step, number),
        number: number + 1)
    }
    return try await rollout.play(
      attempts, purpose: "branch \(point.place.row)", step: point.step, rows: Array(numbers))
  }

  private func attempt(
    at point: BranchPoint, told advice: BranchAdvice, generator: SeededGenerator, number: Int
  ) -> Attempt {
    let words: String?
    switch advice {
    case .history:
      var first = point.first
      // Each goes on in a conversation of its own.
      first.conversation = conversation(point, number)
      return Attempt(retrying: first, generator: generator, tokenizer: policy.tokenizer)
    case .text(let text): words = text
    case .nothing: words = nil
    }
    return Attempt(
      of: point.first.task, advice: words, generator: generator,
      conversation: conversation(point, number), tokenizer: policy.tokenizer)
  }

  private func conversation(_ point: BranchPoint, _ number: Int) -> Int {
    configuration.promptsPerStep * configuration.erl.groupSize + point.place.row + number * 100_000
  }

  /// An attempt of a branch as it is logged.
  package func probe(_ attempt: Attempt, at point: BranchPoint, branch: Int) -> AttemptRecord {
    var record = record(of: attempt, in: point.episode, .probe, step: point.step)
    record.branch = branch
    return record
  }
}
