import Environments
import RLCore
import RunModel

/// The exact words of one episode of a run, without asking anybody for anything.
///
/// The player is somebody who never answers, so an attempt takes all the turns that it may.
struct DryRun {
  let configuration: RunConfiguration
  private var parts: [(title: String, segments: [Segment])] = []
  private var turns = 0

  /// - Throws: what is wrong with the configuration or its files.
  init(_ configuration: RunConfiguration, indexFolder: String) async throws {
    self.configuration = configuration
    let request = PartsRequest(configuration)
    let model = try await request.identifyModel()
    let world = try await request.makeEnvironment(for: model, indexFolder: indexFolder)
    let task = try await world.task(at: 0, in: .training, seed: configuration.seedBits)
    let chance = SeededGenerator(seed: configuration.seedBits, purpose: "world", 1, 0, 0)
    var episode = try await task.begin(generator: chance)
    parts.append(("first attempt", episode.prompt(advice: nil).segments))
    var isOver = false
    while !isOver, turns < Self.mostTurns {
      let turn = try await episode.respond(to: "")
      turns += 1
      isOver = turn.isDone
      let title = isOver ? "its end" : "after a turn without an answer"
      if turns == 1 || isOver { parts.append((title, [Segment(.world, turn.observation)])) }
    }
    guard configuration.algorithm == .erl else { return }
    parts.append(("reflection", episode.reflectionRequest(memory: nil).segments))
    let again = try await task.begin(generator: chance)
    parts.append(
      ("second attempt, told the true rules", again.prompt(advice: task.trueRules).segments))
  }

  private static let mostTurns = 1000

  var text: String {
    var lines: [String] = []
    for (title, segments) in parts {
      lines.append("=== \(title)")
      for segment in segments {
        lines.append("--- \(Self.role(of: segment)), \(segment.text.count) characters")
        lines.append(segment.text)
      }
      lines.append("")
    }
    return lines.joined(separator: "\n") + "\n" + extent + "\n"
  }

  /// How much is asked for at the most.
  private var extent: String {
    let isERL = configuration.algorithm == .erl
    let group = isERL ? configuration.erl.groupSize : configuration.rlvr.groupSize
    let first = configuration.steps * configuration.promptsPerStep * group
    let held = configuration.evaluation.every > 0 ? configuration.evaluation.episodes : 0
    let second = isERL ? first * configuration.erl.retries : 0
    let replies = (first + second + held) * turns + (isERL ? first : 0)
    return "At most \(replies) replies: \(held) held-out attempts, \(first) first and \(second) "
      + "second ones of up to \(turns) turns each, \(isERL ? first : 0) reflections. "
      + "Nothing was asked."
  }

  private static func role(of segment: Segment) -> String {
    switch segment.writer {
    case .system: "system"
    case .world: "user"
    case .policy: "assistant, as an example"
    }
  }
}
