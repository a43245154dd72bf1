import RLCore
import RunModel

/// Rollouts that measure what reflections do.
///
/// A lift says little by itself: whoever failed does better next time in any case, and any advice
/// may do. Some retried attempts are therefore repeated blind, with placebos, and with their
/// reflection on other tasks. Nothing is learnt from it, every draw has a purpose of its own, and
/// neither the loop's state nor its counts change, so a run trains alike with probes and without.
extension ERLLoop {
  /// One rollout to make and what it is for.
  private struct Plan {
    var kind: ProbeKind
    var episode: StepEpisode
    var task: any EnvironmentTask
    var advice: String?
    /// The episode whose reflection is told.
    var source: StepEpisode?
    var flags: [String] = []
  }

  /// Probes some of a step's retried attempts.
  func probe(_ episodes: [StepEpisode], step: Int) async throws {
    let chosen = chosen(of: episodes.filter { $0.second != nil }, step: step)
    let plans =
      chosen.enumerated().flatMap {
        self.plans(for: $1, row: $0, among: episodes, step: step)
      } + transfers(of: chosen, step: step)
    guard !plans.isEmpty else { return }
    await enter(.probe)
    let attempts = plans.enumerated().map { row, plan in
      Attempt(
        of: plan.task, advice: plan.advice,
        generator: SeededGenerator(seed: seed, purpose: "probe world", step, row),
        conversation: row, tokenizer: policy.tokenizer)
    }
    let played = try await rollout.play(attempts, purpose: "probe", step: step)
    await policy.forgetConversations()
    for (plan, attempt) in zip(plans, played) {
      var record = record(of: attempt, in: plan.episode, .probe, step: step)
      record.probe = plan.kind
      record.reflection = plan.source?.reflection?.id
      record.of = plan.source?.id
      record.flags += plan.flags
      try journal.record(.attempt(record))
    }
  }

  /// The share of the retried attempts that is probed; the fraction of one is drawn.
  private func chosen(of retried: [StepEpisode], step: Int) -> [StepEpisode] {
    var generator = SeededGenerator(seed: seed, purpose: "probe choice", step)
    let wanted = configuration.probes.share * Double(retried.count)
    let count = Int(wanted + Double(generator.uniform()))
    guard count > 0 else { return [] }
    return retried.shuffled(using: &generator).prefix(count).sorted { $0.id < $1.id }
  }

  private func plans(
    for episode: StepEpisode, row: Int, among episodes: [StepEpisode], step: Int
  ) -> [Plan] {
    let options = configuration.probes
    let task = episode.first.task
    func plan(_ kind: ProbeKind, _ advice: String?, _ source: StepEpisode?) -> Plan {
      Plan(kind: kind, episode: episode, task: task, advice: advice, source: source)
    }
    var plans: [Plan] = []
    let bare = task.begin(generator: SeededGenerator(seed: 0))
    let isEmptyBlind = bare.prompt(advice: "").text == bare.prompt(advice: nil).text
    if options.blind {
      plans.append(plan(.blind, nil, nil))
      if isEmptyBlind { plans[0].flags = [AttemptRecord.emptyFlag] }
    }
    guard options.placebos, let advice = episode.reflection?.parsed.advice else { return plans }
    var generator = SeededGenerator(seed: seed, purpose: "probe placebo", step, row)
    let others = episodes.filter { $0.first.task.id != task.id && $0.reflection != nil }
    if let other = others.randomElement(using: &generator) {
      plans.append(plan(.other, other.reflection?.parsed.advice, other))
    }
    if !(options.blind && isEmptyBlind) { plans.append(plan(.empty, "", nil)) }
    let words = advice.split(separator: " ")
    if words.count > 1 {
      let shuffled = words.shuffled(using: &generator).joined(separator: " ")
      plans.append(plan(.shuffled, shuffled, episode))
    }
    return plans
  }

  /// The chosen reflections on held-out tasks, and once each of these tasks without.
  private func transfers(of chosen: [StepEpisode], step: Int) -> [Plan] {
    let told = chosen.filter { $0.reflection != nil }
    guard let first = told.first, configuration.probes.transfer > 0 else { return [] }
    var generator = SeededGenerator(seed: seed, purpose: "probe transfer", step)
    let tasks = (0..<configuration.probes.transfer).map { _ in
      let count = environment.taskCount(in: .heldOut) ?? 10_000
      return environment.task(
        at: Int(generator.next() % UInt64(max(count, 1))), in: .heldOut, seed: seed)
    }
    let bases = tasks.map {
      Plan(kind: .base, episode: first, task: $0, advice: nil, source: nil)
    }
    return bases
      + told.flatMap { episode in
        tasks.map { task in
          Plan(
            kind: .transfer, episode: episode, task: task,
            advice: episode.reflection?.parsed.advice, source: episode)
        }
      }
  }
}
