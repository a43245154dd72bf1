import RLCore
import RunModel

/// The training loop of Experiential Reinforcement Learning, and of its RLVR baseline.
///
/// For each prompt several first attempts; where one fails, a reflection on it and a second
/// attempt that is told the reflection; then one update on all of them, in which successful second
/// attempts are also learnt as if they had been first ones (arXiv 2602.13949, algorithm 2). RLVR is
/// the same loop with first attempts only.
///
/// There is no other loop: an environment or a policy that needs one reveals a missing requirement
/// in a protocol of `RLCore`.
package struct ERLLoop: Sendable {
  /// What was asked, with what was changed since.
  package internal(set) var configuration: RunConfiguration
  package let environment: any Environment
  package let policy: any TrainablePolicy
  /// The policy as it was when training began, where it is the reflector.
  package let frozenPolicy: (any Policy)?
  package let journal: any RunJournal
  package let control: TrainingControl
  package internal(set) var state = LoopState()
  var isRestored = false
  /// The person who reflects, where one does.
  package var person: (any ReflectingPerson)?
  /// By step: what people did in the part of the log that a resume has cut off.
  package var planned: [Int: [Deed]] = [:]
  /// By episode: what a person wrote in that part; `nil` where nobody wrote in time.
  package var answered: [Int: String?] = [:]
  /// The step of the latest checkpoint, which need not be saved again.
  ///
  /// Saved again, it would say that its own event is already in the log, and whoever resumed from
  /// it would write that event twice.
  var savedStep: Int?

  package init(
    configuration: RunConfiguration, environment: any Environment, policy: any TrainablePolicy,
    frozenPolicy: (any Policy)? = nil, journal: any RunJournal, control: TrainingControl
  ) {
    self.configuration = configuration
    self.environment = environment
    self.policy = policy
    self.frozenPolicy = frozenPolicy
    self.journal = journal
    self.control = control
  }

  /// How a run came to its end.
  package enum Ending: Sendable, Equatable {
    case finished
    /// Asked to stop; a checkpoint holds everything up to here.
    case stopped
  }

  /// Runs from where `state` is to the last step, or until it is told to stop.
  ///
  /// - Throws: what the policy or the journal throws; the log then ends where it was.
  package mutating func run() async throws -> Ending {
    if isRestored {
      try await recordCheckpoint()
      state.isAskedFor = nil
    } else if configuration.evaluation.every > 0 {
      try await evaluate()
    }
    while state.step < configuration.steps {
      journal.begin(nil)
      let turn = await control.turn(before: .first)
      try takeDeeds()
      switch turn {
      case .go: try await trainStep()
      case .checkpoint: try await saveAsAsked()
      case .stop:
        if savedStep != state.step { try await save() }
        return .stopped
      }
    }
    try journal.record(.runFinished(step: state.step))
    try journal.synchronize()
    return .finished
  }

  /// One training step that may begin: attempts, reflections, second attempts, the update, and what is due.
  package mutating func trainStep() async throws {
    let step = state.step + 1
    var episodes = try await firstAttempts(step: step)
    if configuration.algorithm == .erl {
      try await secondAttempts(after: &episodes, step: step)
      try await probe(episodes, step: step)
    }
    try await update(on: episodes, step: step)
    state.step = step
    let every = configuration.evaluation.every
    if every > 0, step == configuration.steps || step % every == 0 { try await evaluate() }
    if isCheckpointDue {
      try await save()
      try await recordCheckpoint()
    }
    journal.begin(nil)
  }

  var sampling: SamplingParameters {
    SamplingParameters(
      temperature: Float(configuration.policy.temperature), topP: Float(configuration.policy.topP),
      topK: configuration.policy.topK)
  }

  var seed: UInt64 { configuration.seedBits }

  var rollout: Rollout { Rollout(policy: policy, sampling: sampling, seed: seed) }

  /// Waits for its turn, then marks the beginning of a phase.
  func enter(_ phase: TrainingPhase) async {
    journal.begin(nil)
    _ = await control.turn(before: phase)
    journal.begin(phase)
  }
}
