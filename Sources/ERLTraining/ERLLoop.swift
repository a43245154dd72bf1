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
  package let policy: any Policy
  /// The same policy, where it can learn.
  ///
  /// One that cannot is measured once and not updated: what reflections and memory do for it is all
  /// that such a run shows.
  package let learner: (any TrainablePolicy)?
  /// Who reflects, where it is not the policy itself: the policy as it was when training began, or
  /// another one.
  package let reflector: (any Policy)?
  package let journal: any RunJournal
  package let control: TrainingControl
  package internal(set) var state = LoopState()
  var isRestored = false
  /// The person who reflects, where one does.
  package var person: (any ReflectingPerson)?
  /// What people said of tasks before, which stands for a reflection where one of them fails.
  package var corrections = Corrections()
  /// By step: what people did in the part of the log that a resume has cut off.
  package var planned: [Int: [Intervention]] = [:]
  /// By episode: what a person wrote in that part; `nil` where nobody wrote in time.
  package var answered: [Int: String?] = [:]
  /// What policies wrote in that part that would not write the same again.
  package var recorded = RecordedAnswers()
  /// The step of the latest checkpoint, which need not be saved again.
  ///
  /// Saved again, it would say that its own event is already in the log, and whoever resumed from
  /// it would write that event twice.
  var savedStep: Int?
  /// How many of the changes of options the latest checkpoint holds.
  var savedChanges = 0
  /// What the policy is measured on: the same at every step, so made once.
  var evaluationTasks: [PolicyEvaluation.Measure: [any EnvironmentTask]] = [:]
  /// The evaluation that goes on beside the steps, if one does.
  var evaluationUnderWay: Task<Void, any Error>?
  /// Told what each step learns from, before it does.
  package var onRows: (@Sendable ([RowBatch]) -> Void)?
  /// Whether the weights may be those of no whole step, so that no checkpoint can be made of them.
  var isUpdating = false

  package init(
    configuration: RunConfiguration, environment: any Environment, policy: any Policy,
    reflector: (any Policy)? = nil, journal: any RunJournal, control: TrainingControl
  ) {
    self.configuration = configuration
    self.environment = environment
    self.policy = policy
    learner = policy as? any TrainablePolicy
    self.reflector = reflector
    self.journal = journal
    self.control = control
  }

  /// One training step that may begin: the method, as the paper writes it.
  package mutating func trainStep() async throws {
    let step = state.step + 1
    // y₁ ~ π(·|x)
    var episodes = try await firstAttempts(step: step)
    if configuration.algorithm == .erl {
      // r₁ < τ
      episodes = Gate(configuration.erl).admit(episodes)
      // Δ ~ π(·|x, y₁, f₁, r₁, m), y₂ ~ π(·|x, Δ)
      episodes = try await retries(of: episodes, step: step)
      // m ← Δ where r₂ ≥ τ
      try remember(episodes, step: step)
      try await probe(episodes, step: step)
    }
    // GRPO on y₁, Δ and y₂, and distillation of y₂ given x alone
    try await update(on: episodes, step: step)
    state.step = step
    isUpdating = false
  }

  var seed: UInt64 { configuration.seedBits }

  var sampling: SamplingParameters { sampling(at: configuration.policy.temperature) }

  func sampling(at temperature: Double) -> SamplingParameters {
    SamplingParameters(
      temperature: Float(temperature), topP: Float(configuration.policy.topP),
      topK: configuration.policy.topK)
  }

  var rollout: Rollout {
    Rollout(
      policy: policy, sampling: sampling, seed: seed,
      worldAnswersAtOnce: environment.answersAtOnce)
  }

  /// Waits for its turn, then marks the beginning of a phase.
  func enter(_ phase: TrainingPhase) async throws {
    journal.begin(nil)
    _ = try await control.turn(before: phase)
    journal.begin(phase)
  }

  /// What is known of an attempt from a part of the log that was cut off.
  func recorded(
    _ attempt: AttemptKind, episode: Int, retry: Int = 1
  ) -> [RecordedTurn] {
    // Whoever learns from what it wrote needs its tokens, which the log has not of every policy.
    guard learner == nil, !policy.traits.isDeterministic else { return [] }
    return recorded.turns(of: attempt, episode: episode, retry: retry)
  }

  /// Nothing that was begun will be continued.
  func endConversations() async {
    await policy.endConversations()
    await reflector?.endConversations()
  }
}
