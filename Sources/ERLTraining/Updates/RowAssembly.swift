import RLCore
import RunModel

/// One episode of a step: a first attempt and what followed from it.
package struct StepEpisode: Sendable {
  package var id: Int
  package var group: Int
  package var first: Attempt
  package var reflection: Reflection?
  package var second: Attempt?

  package init(id: Int, group: Int, first: Attempt) {
    self.id = id
    self.group = group
    self.first = first
  }
}

/// Turns a step's episodes into rows to train on, each type with advantages of its own.
package struct RowAssembly: Sendable {
  package var options: ERLOptions
  package var tokenizer: any TextTokenizer

  package init(options: ERLOptions, tokenizer: any TextTokenizer) {
    self.options = options
    self.tokenizer = tokenizer
  }

  /// The rows of a step, in the order first, reflection, second, distilled.
  package func batches(of episodes: [StepEpisode]) -> [RowBatch] {
    let retried = episodes.filter { $0.second != nil }
    var batches = [firsts(episodes, retried)]
    if !retried.isEmpty {
      if retried.contains(where: { $0.reflection?.trajectory.written.isEmpty == false }) {
        batches.append(reflections(retried))
      }
      batches.append(seconds(retried, episodes))
      if options.distillation != .off { batches.append(distilled(retried)) }
    }
    return batches.filter { !$0.rows.isEmpty }
  }

  private func firsts(_ episodes: [StepEpisode], _ retried: [StepEpisode]) -> RowBatch {
    let rewards = episodes.map(\.first.reward)
    let all = pooled(episodes, retried)
    return RowBatch(
      kind: .first, rows: episodes.map(\.first.trajectory), rewards: rewards,
      advantages: all.map { Array($0.prefix(episodes.count)) }
        ?? advantages(rewards, episodes.map(\.group)),
      groups: episodes.map(\.group), isTrained: options.trainFirst)
  }

  /// The reward of a reflection is that of the second attempt that was told it.
  ///
  /// Only what the policy itself wrote has a gradient: another's words are not its doing.
  private func reflections(_ retried: [StepEpisode]) -> RowBatch {
    let written = retried.filter { $0.reflection?.trajectory.written.isEmpty == false }
    let rewards = written.compactMap { $0.second?.reward }
    return RowBatch(
      kind: .reflection, rows: written.compactMap { $0.reflection?.trajectory }, rewards: rewards,
      advantages: advantages(rewards, written.map(\.group)), groups: written.map(\.group),
      isTrained: options.trainReflection && options.reflector.isPolicy)
  }

  private func seconds(_ retried: [StepEpisode], _ episodes: [StepEpisode]) -> RowBatch {
    let rewards = retried.compactMap { $0.second?.reward }
    let all = pooled(episodes, retried)
    return RowBatch(
      kind: .second, rows: retried.compactMap { $0.second?.trajectory }, rewards: rewards,
      advantages: all.map { Array($0.dropFirst(episodes.count)) }
        ?? advantages(rewards, retried.map(\.group)),
      groups: retried.map(\.group), isTrained: options.trainSecond)
  }

  /// Second attempts that earned something, as if they had been first attempts: the reflection is
  /// taken out of the conversation, and what was written stays (the paper, section 3.2).
  private func distilled(_ retried: [StepEpisode]) -> RowBatch {
    var batch = RowBatch(
      kind: .distilled, rows: [], rewards: [], advantages: [], groups: [], isTrained: true)
    for episode in retried {
      guard let second = episode.second, second.reward > 0 else { continue }
      batch.rows.append(second.withoutAdvice(tokenizer: tokenizer))
      batch.rewards.append(second.reward)
      batch.advantages.append(
        options.distillationWeight * (options.distillation == .reward ? second.reward : 1))
      batch.groups.append(episode.group)
    }
    return batch
  }

  private func advantages(_ rewards: [Double], _ groups: [Int]) -> [Double] {
    GroupAdvantage.advantages(of: rewards, groups: groups, singleton: options.singleton)
  }

  /// First and second attempts against one baseline, where that is asked for.
  private func pooled(_ episodes: [StepEpisode], _ retried: [StepEpisode]) -> [Double]? {
    guard options.advantages == .pooled else { return nil }
    return advantages(
      episodes.map(\.first.reward) + retried.compactMap { $0.second?.reward },
      episodes.map(\.group) + retried.map(\.group))
  }
}

extension Attempt {
  /// The attempt in the conversation that it would have had without advice or history.
  package func withoutAdvice(tokenizer: any TextTokenizer) -> Trajectory {
    let opening = tokenizer.encode(
      task.begin(generator: SeededGenerator(seed: 0)).prompt(advice: nil).text)
    guard let firstWritten = trajectory.written.first else { return trajectory }
    var bare = Trajectory()
    bare.tokens = opening + trajectory.tokens[firstWritten...]
    bare.written = trajectory.written.map { $0 - firstWritten + opening.count }
    bare.logProbabilities = trajectory.logProbabilities
    return bare
  }
}
