import RLCore
import RunModel

/// Rollouts that measure what reflections do.
///
/// A lift says little by itself: whoever failed does better next time in any case, and any advice
/// may do. Some retried attempts are therefore repeated blind, with placebos, and with their
/// reflection on other tasks. Nothing is learnt from it, every draw has a purpose of its own, and
/// neither the loop's state nor its counts change, so a run trains alike with probes and without.
extension ERLLoop {
  /// Probes some of a step's retried attempts.
  func probe(_ episodes: [Episode], step: Int) async throws {
    let chosen = chosen(of: episodes.filter { !$0.seconds.isEmpty }, step: step)
    let plans =
      chosen.enumerated().flatMap { place, episode in
        episode.retriedTasks.flatMap {
          self.plans(for: episode, at: $0, place: place, among: episodes, step: step)
        }
      } + (try await transfers(of: chosen, step: step))
    guard !plans.isEmpty else { return }
    try await enter(.probe)
    let attempts = plans.enumerated().map { place, plan in
      AttemptPlan(
        at: plan.task, .fresh(advice: plan.advice),
        chance: SeededGenerator(seed: seed, purpose: "probe world", step, place),
        conversation: place, place: place)
    }
    try await rollout.play(attempts, purpose: "probe", step: step) { place, played in
      try journal.record(event(of: played, plans[place], step: step))
    }
    await policy.endConversations()
  }

  private func event(of played: PlayedAttempt, _ plan: ProbePlan, step: Int) -> RunEvent {
    switch played {
    case .failure(let reason):
      return .episodeFailed(failed(reason, .probe, plan.episode.id, step: step))
    case .success(let attempt):
      var record = record(of: attempt, .probe, in: plan.episode, step: step)
      record.probe = plan.kind
      record.reflection = plan.source?.reflection?.id
      record.of = plan.source?.id
      record.flags += plan.flags
      return .attempt(record)
    }
  }

  /// The share of the retried attempts that is probed; the fraction of one is drawn.
  private func chosen(of retried: [Episode], step: Int) -> [Episode] {
    var generator = SeededGenerator(seed: seed, purpose: "probe choice", step)
    let wanted = configuration.probes.share * Double(retried.count)
    let count = Int(wanted + Double(generator.uniform()))
    guard count > 0 else { return [] }
    return retried.shuffled(using: &generator).prefix(count).sorted { $0.id < $1.id }
  }

  /// What measures an episode's retries at one of the tasks that they were made at.
  private func plans(
    for episode: Episode, at task: any EnvironmentTask, place: Int, among episodes: [Episode],
    step: Int
  ) -> [ProbePlan] {
    let options = configuration.probes
    func plan(_ kind: ProbeKind, _ advice: String?, _ source: Episode? = nil) -> ProbePlan {
      ProbePlan(kind: kind, episode: episode, task: task, advice: advice, source: source)
    }
    var plans: [ProbePlan] = []
    let world = episode.first.world
    let isEmptyBlind = world.prompt(advice: "") == world.prompt(advice: nil)
    if options.blind {
      plans.append(plan(.blind, nil))
      if isEmptyBlind { plans[0].flags = [AttemptRecord.emptyFlag] }
    }
    guard options.placebos, let advice = episode.reflection?.parsed.advice else { return plans }
    var generator = SeededGenerator(seed: seed, purpose: "probe placebo", step, place)
    let own = episode.first.task.id
    let others = episodes.filter { $0.first.task.id != own && $0.reflection != nil }
    if let other = others.randomElement(using: &generator) {
      plans.append(plan(.other, other.reflection?.parsed.advice, other))
    }
    if !(options.blind && isEmptyBlind) { plans.append(plan(.empty, "")) }
    let words = advice.split(separator: " ")
    if words.count > 1 {
      let shuffled = words.shuffled(using: &generator).joined(separator: " ")
      plans.append(plan(.shuffled, shuffled, episode))
    }
    return plans
  }

  /// The chosen reflections on held-out tasks, and once each of these tasks without.
  private func transfers(of chosen: [Episode], step: Int) async throws -> [ProbePlan] {
    let reflected = chosen.filter { $0.reflection != nil }
    guard let first = reflected.first, configuration.probes.transfer > 0 else { return [] }
    var generator = SeededGenerator(seed: seed, purpose: "probe transfer", step)
    var tasks: [any EnvironmentTask] = []
    for _ in 0..<configuration.probes.transfer {
      let count = environment.taskCount(in: .heldOut) ?? 10_000
      let index = Int(generator.next() % UInt64(max(count, 1)))
      tasks.append(try await environment.task(at: index, in: .heldOut, seed: seed))
    }
    let bases = tasks.map { ProbePlan(kind: .base, episode: first, task: $0, advice: nil) }
    return bases
      + reflected.flatMap { episode in
        tasks.map {
          ProbePlan(
            kind: .transfer, episode: episode, task: $0,
            advice: episode.reflection?.parsed.advice, source: episode)
        }
      }
  }
}

extension Episode {
  /// The tasks of its second attempts, each once: its own, or the siblings that it was tried on.
  fileprivate var retriedTasks: [any EnvironmentTask] {
    var names: Set<String> = []
    return seconds.map(\.task).filter { names.insert($0.id).inserted }
  }
}
