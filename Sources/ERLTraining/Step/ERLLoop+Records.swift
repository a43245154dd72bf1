import RLCore
import RunModel

/// What happened, as it is logged.
extension ERLLoop {
  /// An attempt of an episode.
  func record(
    of attempt: Attempt, _ kind: AttemptKind, in episode: Episode, step: Int
  ) -> AttemptRecord {
    var record = record(of: attempt, kind, episode: episode.id, group: episode.group)
    record.step = step
    if kind == .second { record.reflection = episode.retry?.told?.reflection.id }
    return record
  }

  /// An attempt, wherever it belongs.
  func record(
    of attempt: Attempt, _ kind: AttemptKind, episode: Int, group: Int
  ) -> AttemptRecord {
    var record = AttemptRecord(
      step: 0, episode: episode, group: group, attempt: kind, task: attempt.task.id,
      board: attempt.task.board, start: attempt.start, turns: attempt.turns,
      reward: attempt.reward, feedback: attempt.feedback, tokens: attempt.conversation.tokenCount,
      logProbability: Self.mean(attempt.conversation.logProbabilities), flags: attempt.flags)
    record.closing = attempt.closing.isEmpty ? nil : attempt.closing
    return configuration.log.turns ? record : record.withoutTurns
  }

  func record(of reflection: Reflection, in episode: Episode, step: Int) -> ReflectionRecord {
    let task = episode.first.task
    var record = ReflectionRecord(
      step: step, episode: episode.id, id: reflection.id, from: reflection.memory,
      prompt: reflection.request, text: reflection.text, advice: reflection.parsed.advice,
      parsed: reflection.parsed.isWellFormed, tokens: reflection.conversation?.tokenCount ?? 0,
      logProbability: Self.mean(reflection.completion?.logProbabilities ?? []),
      author: author(of: reflection), trace: reflection.completion.flatMap(TokenTrace.init))
    record.claims = reflection.claims
    record.isTruncated = reflection.isTruncated
    record.facts = task.factCount
    return configuration.log.turns ? record : record.withoutRequest
  }

  /// Where a person reflects, the policy does so on what nobody was asked about.
  private func author(of reflection: Reflection) -> String {
    if reflection.author == .person { return ERLOptions.Reflector.human.rawValue }
    let reflector = configuration.erl.reflector
    return (reflector == .human ? ERLOptions.Reflector.own : reflector).author
  }

  /// An episode that its world could not play.
  func failed(
    _ failure: WorldFailure, _ attempt: AttemptKind, _ episode: Int, step: Int
  ) -> EpisodeFailure {
    EpisodeFailure(step: step, episode: episode, attempt: attempt, reason: failure.description)
  }

  /// In nats a token, rounded as it is logged; 0 where nothing was written.
  private static func mean(_ logProbabilities: [Float]) -> Double {
    guard !logProbabilities.isEmpty else { return 0 }
    let sum = logProbabilities.reduce(0) { $0 + Double($1) }
    return (sum / Double(logProbabilities.count) * 1e4).rounded() / 1e4
  }
}
