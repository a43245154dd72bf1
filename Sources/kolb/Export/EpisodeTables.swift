import RLCore
import RunModel

/// Attempts and pairs of attempts with their words, made while a log is read.
struct EpisodeTables {
  /// The reward at which an attempt counts as solved; known once the log is read.
  var threshold: Double
  private var attempts: [AttemptRecord] = []
  /// By number, and the number of each episode's own.
  private var reflections: [Int: ReflectionRecord] = [:]
  private var own: [Int: Int] = [:]

  init(threshold: Double) { self.threshold = threshold }

  mutating func take(_ event: RunEvent) {
    switch event {
    case .attempt(let attempt): attempts.append(attempt)
    case .reflection(let written):
      reflections[written.id] = written
      own[written.episode] = written.id
    default: break
    }
  }

  var episodes: DataTable {
    var table = DataTable([
      "step", "episode", "group", "task", "attempt", "reward", "solved", "turns", "actions",
      "outcome", "feedback", "tokens", "log_probability", "reflection", "flags",
      "retry",
    ])
    for attempt in attempts {
      table.add([
        .integer(attempt.step), .integer(attempt.episode), .integer(attempt.group),
        .text(attempt.task), .text(attempt.attempt.rawValue), .number(attempt.reward),
        .flag(attempt.reward >= threshold), .integer(attempt.turns.count),
        .text(attempt.turns.compactMap(\.action).joined(separator: " ")),
        DataTable.Cell(attempt.turns.last?.outcome.rawValue), .text(attempt.feedback),
        Self.counted(attempt.tokens),
        DataTable.Cell(attempt.tokens > 0 ? attempt.logProbability : nil),
        DataTable.Cell(attempt.reflection), .text(attempt.flags.joined(separator: " ")),
        DataTable.Cell(attempt.retry),
      ])
    }
    return table
  }

  /// Tokens as far as somebody counted them, which not every log of others' does.
  private static func counted(_ tokens: Int?) -> DataTable.Cell {
    DataTable.Cell(tokens.flatMap { $0 > 0 ? $0 : nil })
  }

  /// First and second attempts side by side, with the reflection that the second was told.
  ///
  /// Mostly that is the episode's own, under a placebo another's. Where there is no second attempt,
  /// the own one. Of several second attempts the reward is their mean, all else is the first's.
  func pairs(in state: RunState) -> DataTable {
    var table = DataTable([
      "step", "episode", "group", "task", "first_reward", "second_reward", "lift", "gated",
      "outcome", "first_actions", "second_actions", "reflection", "from_memory", "author",
      "parsed", "reflection_tokens", "text", "advice", "reflection_episode",
    ])
    var firsts: [Int: AttemptRecord] = [:]
    var seconds: [Int: AttemptRecord] = [:]
    for attempt in attempts where attempt.retry == nil {
      switch attempt.attempt {
      case .first: firsts[attempt.episode] = attempt
      case .second: seconds[attempt.episode] = attempt
      case .probe, .evaluation: break
      }
    }
    for episode in Set(own.keys).union(seconds.keys).sorted() {
      let told = seconds[episode].map(\.reflection) ?? own[episode]
      let record = state.episodes[episode]
      let outcome = record?.outcome(threshold: threshold)
      if let mean = record?.second?.reward { seconds[episode]?.reward = mean }
      table.add(
        pair(
          firsts[episode], told.flatMap { reflections[$0] }, seconds[episode], episode, outcome))
    }
    return table
  }

  private func pair(
    _ first: AttemptRecord?, _ written: ReflectionRecord?, _ second: AttemptRecord?,
    _ episode: Int, _ outcome: EpisodeRecord.Outcome?
  ) -> [DataTable.Cell] {
    let lift = first.flatMap { first in second.map { $0.reward - first.reward } }
    let actions = { (attempt: AttemptRecord?) -> DataTable.Cell in
      DataTable.Cell(attempt.map { $0.turns.compactMap(\.action).joined(separator: " ") })
    }
    return [
      DataTable.Cell(first?.step ?? written?.step ?? second?.step), .integer(episode),
      DataTable.Cell(first?.group ?? second?.group), DataTable.Cell(first?.task ?? second?.task),
      DataTable.Cell(first?.reward), DataTable.Cell(second?.reward), DataTable.Cell(lift),
      DataTable.Cell(first.map { $0.reward < threshold }),
      DataTable.Cell(outcome?.rawValue), actions(first),
      actions(second), DataTable.Cell(written?.id), DataTable.Cell(written?.from),
      DataTable.Cell(written?.author), DataTable.Cell(written?.parsed),
      Self.counted(written?.tokens), DataTable.Cell(written?.text),
      DataTable.Cell(written?.advice), DataTable.Cell(written?.episode),
    ]
  }
}
