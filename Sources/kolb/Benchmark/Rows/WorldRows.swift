import Basics
import Foundation
import RLCore

/// Worlds with their words.
extension BenchmarkRow {
  static let worlds = BenchmarkRow(
    "worlds", "moves in the default run's world, read and answered in words", .rate("moves")
  ) { bench in
    let request = PartsRequest(try bench.configuration(threads: 1))
    let folder = bench.newFolder().path
    let tasks = try blocking {
      let environment = try await request.makeEnvironment(
        for: request.identifyModel(), indexFolder: folder)
      var tasks: [any EnvironmentTask] = []
      for index in 0..<tasksTried {
        tasks.append(try await environment.task(at: index, in: .training, seed: 1))
      }
      return tasks
    }
    let words = try bench.recordedSteps().words
    return {
      let moves = Counter()
      let watch = try Stopwatch {
        moves.count = try blocking { try await Self.wander(through: tasks, saying: words) }
      }
      return watch.rate(of: Double(moves.count))
    }
  }

  /// Fewer are through before the processor has warmed up; each is attempted as often as in a run.
  private static let tasksTried = 6000

  /// Attempts at tasks by somebody who says whatever comes to mind; how many turns they took.
  private static func wander(
    through tasks: [any EnvironmentTask], saying words: [String]
  ) async throws -> Int {
    var random = SplitMix64(seed: 5)
    var turns = 0
    for (index, task) in tasks.enumerated() {
      for attempt in 0..<4 {
        let chance = SeededGenerator(seed: 1, purpose: "benchmark", index, attempt)
        var episode = try await task.begin(generator: chance)
        var said = episode.prompt(advice: nil).text.utf8.count
        var isOver = false
        while !isOver {
          let word = words[Int(random.next() % UInt64(words.count))]
          let transition = try await episode.respond(to: word)
          said += transition.observation.utf8.count
          isOver = transition.isDone
          turns += 1
        }
        precondition(said > 0, "a world says something")
      }
    }
    return turns
  }
}

/// A number that work leaves behind.
private final class Counter {
  var count = 0
}
