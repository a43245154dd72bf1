import ArgumentParser
import Environments
import RLCore

/// Plays the actions that the rows of a file name, and writes each turn as a JSON line.
struct ScriptedPlay {
  let list: TaskList
  /// The name of the file in messages.
  let file: String
  let seed: UInt64

  /// - Throws: `ExitCode.failure` at the end if any row was broken.
  func run() async throws {
    var leftOver = 0
    var played = 0
    for entry in list.tasks {
      guard let actions = entry.actions else { continue }
      let rest = try await play(entry, actions)
      played += 1
      leftOver += rest
      if rest > 0 {
        StandardError.write(
          "\(file):\(entry.line): \(count(rest, "action")) left over after the end.")
      }
    }
    let rows = list.tasks.count
    StandardError.write(
      "\(file): played \(count(played, "row")), \(rows - played) without actions, "
        + "\(list.problems.count) broken; \(count(leftOver, "action")) left over.")
    if !list.problems.isEmpty { throw ExitCode.failure }
  }

  /// Plays one row and returns how many actions were left over.
  private func play(_ entry: TaskList.Entry, _ actions: [String]) async throws -> Int {
    let chance = SeededGenerator(seed: seed, purpose: "play", entry.line)
    var attempt = try await HandAttempt(task: entry.task, chance: chance)
    for (index, action) in actions.enumerated() {
      let turn = try await attempt.take(action)
      let isLast = turn.isDone || index == actions.count - 1
      var line = JSONLine()
      line.add("uid", entry.task.id)
      line.add("turn", index + 1)
      line.add("action", action)
      line.add("effective", turn.wasEffective)
      line.add("reward", turn.reward)
      line.add("done", turn.isDone)
      line.add("outcome", turn.outcome.rawValue)
      line.add("observation", turn.observation)
      if isLast { line.add("feedback", attempt.episode.feedback) }
      print(line.text)
      if turn.isDone { return actions.count - index - 1 }
    }
    return 0
  }

  private func count(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}
