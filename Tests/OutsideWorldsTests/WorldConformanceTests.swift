import EnvironmentConformance
import Environments
import RLCore
import Testing
import WorldsInPython

@testable import OutsideWorlds

/// A world outside keeps every promise that those inside keep.
@Suite(.enabled(if: Python.isThere, "\(Python.skipReason)"), .serialized)
struct WorldConformanceTests {
  private static let splits = [TaskSplit.training, .heldOut]
  private static let guesses = ["50", "guess: 25", "7 or 8", "100"]
  private let suite = EnvironmentConformance(actions: guesses, tasks: 8) {
    try await world(Python.example("guess.py"))
  }

  @Test(arguments: splits) func `its tasks are the same again`(split: TaskSplit) async throws {
    try await suite.tasks(in: split)
  }

  @Test func `its tasks have siblings`() async throws { try await suite.siblings() }

  @Test(arguments: splits) func `its attempts can be repeated`(split: TaskSplit) async throws {
    try await suite.repeats(in: split)
  }

  @Test(arguments: splits) func `its attempts end`(split: TaskSplit) async throws {
    try await suite.ends(in: split)
  }

  @Test func `its attempts are values, although a process stands behind them`() async throws {
    try await suite.copies()
  }

  @Test(arguments: splits)
  func `it asks for reflections and reads them`(split: TaskSplit) async throws {
    try await suite.reflectionRequests(in: split)
  }

  @Test func `several processes give the same attempts as one`() async throws {
    func play(_ processes: Int) async throws -> [[Transition]] {
      let world = try await world(Python.example("guess.py"), ("processes", .integer(processes)))
      return try await withThrowingTaskGroup(of: (Int, [Transition]).self) { group in
        for index in 0..<20 {
          group.addTask {
            var episode = try await world.attempt(at: index)
            var turns: [Transition] = []
            var (low, high) = (1, 100)
            while turns.last?.isDone != true {
              let guess = (low + high) / 2
              turns.append(try await episode.respond(to: "\(guess)"))
              if turns.last?.observation.hasPrefix("Too low") == true { low = guess + 1 }
              if turns.last?.observation.hasPrefix("Too high") == true { high = guess - 1 }
            }
            return (index, turns)
          }
        }
        return try await group.reduce(into: [Int: [Transition]]()) { $0[$1.0] = $1.1 }
          .sorted { $0.key < $1.key }.map(\.value)
      }
    }
    let one = try await play(1)
    #expect(one.allSatisfy { $0.last?.outcome == .solved })
    #expect(try await play(3) == one)
  }

  @Test func `a world that speaks otherwise than the model reads is refused`() async throws {
    await #expect(throws: WorldFault.wording(world: "guess", speaks: [.plain], asked: .compact)) {
      try await world(Python.example("guess.py"), wording: .compact)
    }
    let played = try await world(Python.example("guess.py"), wording: .compact, mustSpeak: false)
    #expect(played.wordingVersion == "plain guess 1")
  }

  @Test func `words that the model does not know are said before anything begins`() async throws {
    await #expect(throws: WorldFault.unreadable(words: ["number"], in: "its prompt")) {
      try await world(Python.example("guess.py")) { $0.contains("number") ? ["number"] : [] }
    }
  }
}
