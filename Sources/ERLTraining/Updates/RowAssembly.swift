import RLCore
import RunModel

/// Turns a step's episodes into rows to train on, each type with advantages of its own.
package struct RowAssembly: Sendable {
  private let options: ERLOptions

  package init(_ options: ERLOptions) {
    self.options = options
  }

  /// The rows of a step, in the order first, reflection, second, distilled.
  package func batches(of episodes: [Episode]) -> [RowBatch] {
    let (firsts, seconds) = attempts(of: episodes)
    return [
      RowBatch(.first, firsts, isTrained: options.trainFirst),
      RowBatch(
        .reflection, reflections(of: episodes),
        isTrained: options.trainReflection && options.reflector.isPolicy),
      RowBatch(.second, seconds, isTrained: options.trainSecond),
      RowBatch(.distilled, distilled(episodes), isTrained: true),
    ].filter { !$0.rows.isEmpty }
  }

  /// First and second attempts, each type against its own group; against one baseline for both
  /// where that is asked for.
  private func attempts(
    of episodes: [Episode]
  ) -> (firsts: [RowBatch.Row], seconds: [RowBatch.Row]) {
    let firsts = episodes.map { row($0.first, in: $0) }
    let seconds = episodes.flatMap { episode in episode.seconds.map { row($0, in: episode) } }
    guard options.advantages == .pooled else { return (weighed(firsts), weighed(seconds)) }
    let all = weighed(firsts + seconds)
    return (Array(all.prefix(firsts.count)), Array(all.dropFirst(firsts.count)))
  }

  private func row(_ attempt: Attempt, in episode: Episode) -> RowBatch.Row {
    RowBatch.Row(
      attempt.conversation, episode: episode.id, group: episode.group, reward: attempt.reward)
  }

  /// The reward of a reflection is that of the second attempts that were told it, mean.
  ///
  /// Only what a policy wrote can have a gradient: another's words are not its doing.
  private func reflections(of episodes: [Episode]) -> [RowBatch.Row] {
    let copies = options.repeatsReflections ? 2 : 1
    let rows = episodes.flatMap { episode -> [RowBatch.Row] in
      guard let told = episode.retry?.told, let reward = episode.secondReward,
        let conversation = told.reflection.conversation
      else { return [] }
      let row = RowBatch.Row(
        conversation, episode: told.episode, group: told.group, reward: reward)
      return Array(repeating: row, count: copies)
    }
    return weighed(rows)
  }

  /// Second attempts that earned something, as if they had been first attempts: the reflection is
  /// taken out of the conversation, and what was written stays (the paper, section 3.2).
  private func distilled(_ episodes: [Episode]) -> [RowBatch.Row] {
    guard options.distillation != .off else { return [] }
    let filter = RouteFilter(options)
    return episodes.filter { filter.distils($0.retry?.told?.reflection) }.flatMap { episode in
      episode.seconds.filter(isWorthDistilling).map { second in
        var row = RowBatch.Row(
          second.withoutAdvice, episode: episode.id, group: episode.group, reward: second.reward)
        let weight = options.distillation == .reward ? max(second.reward, 0) : 1
        row.weight = second.reward > 0 ? options.distillationWeight * weight : 0
        return row
      }
    }
  }

  private func isWorthDistilling(_ second: Attempt) -> Bool {
    options.keepsFailed || second.reward > 0
  }

  /// How many second attempts are no distilled rows for what they were told; `nil` where none can
  /// be.
  package func notDistilled(_ episodes: [Episode]) -> Int? {
    guard options.forgetRoutes.guardsDistillation, options.distillation != .off else { return nil }
    let filter = RouteFilter(options)
    return episodes.filter { !filter.distils($0.retry?.told?.reflection) }
      .reduce(0) { $0 + $1.seconds.count(where: isWorthDistilling) }
  }

  /// The rows with their advantages.
  private func weighed(_ rows: [RowBatch.Row]) -> [RowBatch.Row] {
    let advantages = GroupAdvantage.advantages(
      of: rows.map(\.reward), groups: rows.map(\.group), singleton: options.singleton)
    return zip(rows, advantages).map { row, advantage in
      var row = row
      row.weight = advantage
      return row
    }
  }
}
