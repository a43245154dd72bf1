import Basics
import RLCore

/// Reads what became of every environment in a trial.
///
/// Environments that were solved are not tried again, and every failure adds a reflection, so that
/// the number of reflections says in which trial an environment was solved. A trial that failed is
/// the first attempt of an episode whose second attempt is the next trial.
struct ReflexionParser: RecordParser {
  /// Counted from 0; `nil` where no name says it.
  let trial: Int?

  func parse(_ frame: Frame) throws(RecordProblem) -> [ParsedRecord] {
    let record = try JSONValue.record(frame)
    guard let environments = record.items else { throw RecordProblem("no list of environments") }
    let trial = trial ?? Self.trial(of: environments)
    var retried: [ParsedRecord] = []
    var failed: [ParsedRecord] = []
    var unread: [ParsedRecord] = []
    var total = 0
    for (place, environment) in environments.enumerated() {
      guard let name = environment["name"]?.text, let solved = environment["is_success"]?.number
      else {
        let words = "'name' or 'is_success' of environment \(place + 1) is missing"
        unread.append(ParsedRecord(.unread(words)))
        continue
      }
      let memory = (environment["memory"]?.items ?? []).map(\.shown)
      if solved == 1 { total += 1 }
      // Solved in an earlier trial.
      guard solved == 0 || memory.count >= trial else { continue }
      if trial > 0 { retried.append(Self.second(name, solved, trial)) }
      if solved == 0 || trial == 0 { failed.append(Self.first(name, solved, memory, trial)) }
    }
    let evaluation = ParsedEvaluation(
      step: trial + 1, name: "solved", solved: total, count: environments.count - unread.count)
    return retried + failed + [ParsedRecord(.evaluation(evaluation))] + unread
  }

  /// Whoever has failed in every trial has a reflection of each.
  private static func trial(of environments: [JSONValue]) -> Int {
    let failed = environments.filter { $0["is_success"]?.number == 0 }
    return max(0, (failed.compactMap { $0["memory"]?.items?.count }.max() ?? 1) - 1)
  }

  private static func second(_ name: String, _ solved: Double, _ trial: Int) -> ParsedRecord {
    var episode = ParsedEpisode(step: trial, group: name, task: name)
    episode.key = "\(name) \(trial)"
    episode.wasTold = true
    episode.second = ParsedAttempt(turns: [], reward: solved)
    return ParsedRecord(.episode(episode))
  }

  private static func first(
    _ name: String, _ solved: Double, _ memory: [String], _ trial: Int
  ) -> ParsedRecord {
    var episode = ParsedEpisode(
      step: trial + 1, group: name, task: name, first: ParsedAttempt(turns: [], reward: solved))
    guard solved == 0 else { return ParsedRecord(.episode(episode)) }
    episode.key = "\(name) \(trial + 1)"
    if memory.count > trial, let text = memory.last {
      episode.reflection = ParsedReflection(prompt: "", text: text, advice: text)
    }
    return ParsedRecord(.episode(episode))
  }
}
