import RLCore
import RunModel

/// One second attempt that is to be made.
struct RetryPlan {
  /// Whose it is: an index among the episodes that it was planned for.
  let episode: Int
  /// Which of the episode's second attempts, from 0.
  let number: Int
  let attempt: AttemptPlan
}

extension ERLLoop {
  /// What is tried again, episode by episode, each as often as `erl.retries` says.
  ///
  /// - Throws: what goes wrong with making a sibling task.
  func retryPlans(for episodes: [Episode], step: Int) async throws -> [RetryPlan] {
    var tasks: [Int: [any EnvironmentTask]] = [:]
    for episode in episodes where tasks[episode.group] == nil {
      tasks[episode.group] = try await retryTasks(of: episode, step: step)
    }
    return episodes.enumerated().flatMap { index, episode -> [RetryPlan] in
      guard let retry = episode.retry else { return [] }
      return tasks[episode.group, default: []].enumerated().map { number, task in
        RetryPlan(
          episode: index, number: number,
          attempt: plan(retry, of: episode, at: task, number: number, step: step))
      }
    }
  }

  /// What an episode is tried again at, by the number of the retry.
  ///
  /// The episodes of a prompt share their siblings, so that within a group rewards differ by what
  /// was written and done and not by where.
  func retryTasks(of episode: Episode, step: Int) async throws -> [any EnvironmentTask] {
    let options = configuration.erl
    let task = episode.first.task
    guard options.retryOn == .sibling else { return Array(repeating: task, count: options.retries) }
    let index = (step - 1) * configuration.promptsPerStep + episode.place / options.groupSize
    var siblings: [any EnvironmentTask] = []
    for number in 0..<options.retries {
      siblings.append(
        try await environment.sibling(of: task, at: index, number: number, seed: seed))
    }
    return siblings
  }

  /// The first has the draws that it would have alone; the others come behind all first ones.
  private func plan(
    _ retry: Retry, of episode: Episode, at task: any EnvironmentTask, number: Int, step: Int
  ) -> AttemptPlan {
    let size = configuration.promptsPerStep * configuration.erl.groupSize
    let place = retry.place + number * size
    var plan = AttemptPlan(
      at: task,
      configuration.erl.reflector == .none
        ? history(of: episode.first, at: task, conversation: number == 0 ? nil : size + place)
        : .fresh(advice: retry.told?.reflection.parsed.advice),
      chance: SeededGenerator(seed: seed, purpose: "second world", step, place),
      conversation: size + place, place: place)
    plan.recorded = recorded(.second, episode: episode.id, retry: number + 1)
    return plan
  }

  /// The raw history of a first attempt as the opening of another one.
  ///
  /// - Parameters:
  ///   - first: the attempt.
  ///   - task: what is tried now: the same task, or a sibling.
  ///   - id: the conversation to go on in, since only one can go on in that of the attempt; `nil`
  ///     for that one.
  /// - Returns: the opening.
  func history(
    of first: Attempt, at task: any EnvironmentTask, conversation id: Int?
  ) -> AttemptPlan.Opening {
    var first = first
    if let id { first.conversation.id = id }
    return task.id == first.task.id ? .retrying(first) : .following(first)
  }
}
