import RLCore
import RunModel

/// Step after step, with what is due between them.
extension ERLLoop {
  /// How a run came to its end.
  package enum Ending: Sendable, Equatable {
    case finished
    /// Asked to stop; a checkpoint holds everything up to here.
    case stopped
  }

  /// Runs from where `state` is to the last step, or until it is told to stop.
  ///
  /// - Throws: what the policy or the journal throws. Where the weights are still those of a whole
  ///   step, a checkpoint of it is made first, from which a resume goes on.
  package mutating func run() async throws -> Ending {
    do {
      return try await runSteps()
    } catch {
      try? await settle()
      throw error
    }
  }

  private mutating func runSteps() async throws -> Ending {
    if isRestored {
      try await recordCheckpoint()
      state.isAskedFor = nil
      // A finished run that is to have more steps knows that before it is asked whether it is over.
      if state.step >= configuration.steps { try intervene() }
    } else if configuration.evaluation.every > 0 {
      try await evaluate()
    }
    let before = Spent(tokens: state.tokens, seconds: journal.elapsed, money: money)
    while state.step < configuration.steps {
      journal.begin(nil)
      if let limit = limitReached(since: before) { control.stop(by: limit) }
      let turn = try await control.turn(before: .first)
      try intervene()
      switch turn {
      case .go: try await nextStep()
      case .checkpoint: try await saveAsAsked()
      case .stop:
        if savedStep != state.step { try await save() }
        return .stopped
      }
    }
    try await settle()
    try repeatRemarks()
    try journal.record(.runFinished(step: state.step))
    try journal.synchronize()
    return .finished
  }

  /// What a run has come to, as its limits count it.
  private struct Spent {
    var tokens: Int
    var seconds: Double
    var money: Double
  }

  /// What the servers that were asked have cost since this program began with them.
  private var money: Double { policy.usage.money + (reflector?.usage.money ?? 0) }

  /// The limit that has been reached since the run was begun or taken up, as its option says it.
  private func limitReached(since before: Spent) -> String? {
    let limits = configuration.limits
    if limits.money > 0, money - before.money >= limits.money {
      return "limits.money = \(OptionValue.number(limits.money).toml)"
    }
    if limits.tokens > 0, state.tokens - before.tokens >= limits.tokens {
      return "limits.tokens = \(limits.tokens)"
    }
    if limits.seconds > 0, journal.elapsed - before.seconds >= limits.seconds {
      return "limits.seconds = \(OptionValue.number(limits.seconds).toml)"
    }
    return nil
  }

  /// A training step and what is due after it.
  mutating func nextStep() async throws {
    let before = state
    let end = try journal.place
    do {
      try await trainStep()
    } catch {
      // What is left of the step in the log is cut off by whoever resumes.
      state = before
      if error is NonFiniteGradient { try? takeBackChanges() }
      if !isUpdating, savedStep != state.step { try? await save(logEnd: end) }
      throw error
    }
    // One that does not learn was measured when the run began.
    let every = learner == nil ? 0 : configuration.evaluation.every
    if every > 0, state.step == configuration.steps || state.step % every == 0 {
      try await evaluate()
    }
    if isCheckpointDue, savedStep != state.step {
      try await save()
      try await recordCheckpoint()
    }
    journal.begin(nil)
  }
}
