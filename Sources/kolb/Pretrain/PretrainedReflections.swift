import ERLTraining
import Environments
import LocalPolicy
import RLCore
import TinyTransformer

/// What a base model writes of its own first attempts before any training: shares of reflections by
/// what they claim.
struct PretrainedReflections {
  typealias Share = PretrainedSuccess.Share

  /// Those that say of no symbol what it is.
  var vague: Share
  /// Those that say something false as if they knew it.
  var wrong: Share
  /// Those that tell a way of three moves or more, or an answer.
  var giving: Share
  /// Claims put as guesses that are true, among all guesses.
  var guesses: Share
  /// Different texts.
  var distinct: Share

  /// Has attempts at tasks of the training split reflected on, without a memory.
  static func measure(
    _ model: SavedModel, playing environment: any Environment, threads: Int?
  ) throws -> PretrainedReflections {
    let policy = EmbeddedBackend().policy(of: model, threads: threads)
    let sampling = SamplingParameters(temperature: PretrainedSuccess.temperature)
    let written = try blocking {
      var plans: [AttemptPlan] = []
      for index in 0..<PretrainedSuccess.episodes {
        plans.append(
          AttemptPlan(
            at: try await environment.task(at: index, in: .training, seed: 0),
            .fresh(advice: nil), chance: SeededGenerator(seed: 0, purpose: "world", index),
            conversation: index, place: index))
      }
      let played = try await Rollout(
        policy: policy, sampling: sampling, seed: 0,
        worldAnswersAtOnce: environment.answersAtOnce
      ).play(plans, purpose: "first", step: 0)
      let subjects = played.enumerated().compactMap { place, played in
        (try? played.get()).map { ReflectionWriter.Subject($0, from: nil, place: place) }
      }
      let reflections = try await ReflectionWriter(policy: policy, sampling: sampling, seed: 0)
        .reflect(on: subjects, step: 0)
      await policy.endConversations()
      return zip(subjects, reflections).map { subject, reflection in
        (
          text: reflection.text,
          claims: subject.attempt.task.claims(
            in: reflection.text, after: subject.attempt.turns)
        )
      }
    }
    let guesses = written.flatMap(\.claims).filter { $0.kind == .rule && $0.isGuess }
    func share(_ holds: ([Claim]) -> Bool) -> Share {
      Share(solved: written.count { holds($0.claims) }, episodes: written.count)
    }
    return PretrainedReflections(
      vague: share(\.isVague), wrong: share(\.isFalse), giving: share(\.givesRoute),
      guesses: Share(
        solved: guesses.count { $0.verdict == .right }, episodes: guesses.count),
      distinct: Share(solved: Set(written.map(\.text)).count, episodes: written.count))
  }

  var summary: String {
    """
    reflections that are vague       \(vague.text)
      that say something false       \(wrong.text)
      that give a way or an answer   \(giving.text)
    guesses that are right           \(guesses.text)
    different texts                  \(distinct.text)
    """
  }
}
