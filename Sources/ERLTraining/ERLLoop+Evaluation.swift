import RLCore
import RunModel

/// First attempts at held-out tasks, without reflection or memory, that nothing is learnt from.
extension ERLLoop {
  /// Measures the policy as it is now, beside the steps that follow where it can.
  ///
  /// Its place in the log is here all the same: what the steps have to say is held back until it
  /// is over. A checkpoint that is due is then made beside them too.
  mutating func evaluate() async throws {
    try await settle()
    try await enter(.evaluation)
    let measures = try await evaluationMeasures()
    guard let copy = await snapshotBesideTraining() else {
      for measure in measures {
        for event in try await events(of: measure, by: policy) { try journal.record(event) }
      }
      return
    }
    journal.begin(nil)
    state.elapsed = journal.elapsed
    let isSaving = isCheckpointDue
    evaluationUnderWay = Task { [loop = self] in
      do {
        for measure in measures {
          for event in try await loop.events(of: measure, by: copy.policy) {
            try loop.journal.recordAhead(event)
          }
        }
        await copy.policy.close()
        if isSaving { try await loop.save(copy) }
        try loop.journal.release()
      } catch {
        await copy.policy.close()
        throw error
      }
    }
    if isSaving { noteSaved() }
  }

  /// The policy as it is now, where it can be measured while it learns.
  ///
  /// Not where somebody looks at one phase after another, nor where the world might answer otherwise
  /// to two at a time, nor where nothing is left to learn.
  private func snapshotBesideTraining() async -> PolicySnapshot? {
    guard control.isFree, environment.answersAtOnce, state.step < configuration.steps,
      let copy = await learner?.snapshot()
    else { return nil }
    guard journal.hold() else {
      await copy.policy.close()
      return nil
    }
    return copy
  }

  /// Saves the policy as it was at this step, with its event, before what is held back.
  private func save(_ copy: PolicySnapshot) async throws {
    try journal.synchronize()
    var state = state
    state.logOffset = try journal.place.offset
    try await journal.makeCheckpoint(step: state.step, state: state.encoded(), copy.save)
    try journal.recordAhead(
      .checkpoint(
        CheckpointRecord(
          step: state.step, path: journal.checkpointName(step: state.step),
          digest: await copy.digest())))
  }

  /// Waits for the evaluation that goes on beside the steps.
  ///
  /// - Throws: what went wrong with it; what was recorded since it began is then lost, as if the
  ///   steps had waited for it.
  mutating func settle() async throws {
    guard let task = evaluationUnderWay else { return }
    evaluationUnderWay = nil
    do {
      try await task.value
    } catch {
      journal.discardHeld()
      throw error
    }
  }

  /// What is measured, in order, with the tasks for each.
  private mutating func evaluationMeasures() async throws -> [PolicyEvaluation.Measure] {
    let episodes = configuration.evaluation.episodes
    var measures: [PolicyEvaluation.Measure] = []
    var counts: [PolicyEvaluation.Measure: Int] = [.heldOut: episodes]
    // Of a split that the world does not have there is nothing to measure.
    if configuration.evaluation.permuted, environment.taskCount(in: .permuted) != 0 {
      counts[.permuted] = max(episodes / 2, 1)
    }
    for measure in PolicyEvaluation.Measure.allCases {
      guard let count = counts[measure] else { continue }
      measures.append(measure)
      if evaluationTasks[measure]?.count != count {
        evaluationTasks[measure] = try await evaluation(of: policy).tasks(
          of: measure, count: count)
      }
    }
    return measures
  }

  private func evaluation(of policy: any Policy) -> PolicyEvaluation {
    PolicyEvaluation(
      policy: policy, environment: environment, seed: seed,
      sampling: sampling(at: configuration.evaluation.temperature),
      threshold: configuration.erl.threshold)
  }

  /// What is logged of one measure.
  private func events(
    of measure: PolicyEvaluation.Measure, by policy: any Policy
  ) async throws -> [RunEvent] {
    if learner == nil, configuration.log.evaluations != .turns,
      let known = recorded.evaluation(measure.rawValue, at: state.step)
    {
      return [.evaluation(known)]
    }
    let outcome = try await evaluation(of: policy)
      .measure(measure, on: evaluationTasks[measure] ?? [])
    var events: [RunEvent] = []
    for (index, played) in outcome.attempts.enumerated() {
      switch played {
      case .failure(let failure):
        events.append(.episodeFailed(failed(failure, .evaluation, index, step: state.step)))
      case .success(let attempt):
        guard configuration.log.evaluations == .turns else { continue }
        var record = record(of: attempt, .evaluation, episode: index, group: index)
        record.step = state.step
        record.measure = measure.rawValue
        events.append(.attempt(record))
      }
    }
    return events + [.evaluation(record(of: outcome, measure))]
  }

  private func record(
    of outcome: PolicyEvaluation.Outcome, _ measure: PolicyEvaluation.Measure
  ) -> EvaluationRecord {
    let interval = Interval.wilson(successes: outcome.solved, of: outcome.count)
    var record = EvaluationRecord(
      step: state.step, name: measure.rawValue,
      successRate: Double(outcome.solved) / Double(max(outcome.count, 1)),
      low: interval?.low ?? 0, high: interval?.high ?? 1, episodes: outcome.count,
      sequences: state.sequences, tokens: state.tokens)
    if configuration.log.evaluations != .off { record.rewards = outcome.rewards }
    return record
  }
}
