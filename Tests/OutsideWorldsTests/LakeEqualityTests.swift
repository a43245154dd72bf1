import EnvironmentConformance
import Environments
import Foundation
import RLCore
import Testing
import WorldsInPython

@testable import OutsideWorlds

/// The lake that ships and the same lake in Python cannot be told apart.
@Suite(.enabled(if: Python.isThere, "\(Python.skipReason)"), .serialized)
struct LakeEqualityTests {
  private let file = FileManager.default.temporaryDirectory
    .appendingPathComponent("kolb-lake-\(UUID().uuidString).json")
  private let inside: FrozenLake

  init() throws {
    inside = try FrozenLake()
    try LakeInPython.write(inside, seed: 1, to: file)
  }

  private func outside() async throws -> ProcessWorld {
    try await world(Python.world("lake.py", file.path), wording: .compact)
  }

  /// Plays words drawn from those that are understood and those that are not.
  private func play(
    _ task: any EnvironmentTask, seed: UInt64
  ) async throws -> (turns: [Transition], episode: any EnvironmentEpisode) {
    var draws = SeededGenerator(seed: seed, purpose: "equality")
    var episode = try await task.begin(generator: SeededGenerator(seed: seed))
    var turns: [Transition] = []
    while turns.last?.isDone != true {
      let words = ["left", "down", "right", "up", "Up", "B a4", "over there", ""]
      turns.append(try await episode.respond(to: words[Int(draws.next() % 8)]))
    }
    return (turns, episode)
  }

  @Test func `every turn of 400 attempts is the same, and so is all that is told`() async throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let outside = try await outside()
    #expect(outside.legend == inside.legend)
    for split in [TaskSplit.training, .heldOut] {
      for index in 0..<LakeInPython.count {
        let one: any EnvironmentTask = inside.task(at: index, in: split, seed: 1)
        let other = try await outside.task(at: index, in: split, seed: 1)
        #expect(one.id == other.id && one.board == other.board && one.trueRules == other.trueRules)
        #expect(one.factCount == other.factCount && one.reflectionForms.first != nil)
        for seed in 0..<5 {
          let (turns, own) = try await play(one, seed: UInt64(seed))
          let (others, foreign) = try await play(other, seed: UInt64(seed))
          #expect(turns == others)
          #expect(own.position == foreign.position && own.feedback == foreign.feedback)
          for advice in [nil, one.trueRules, "E is a hole and B is the goal"] {
            #expect(own.prompt(advice: advice) == foreign.prompt(advice: advice))
            let question = own.reflectionRequest(memory: advice)
            #expect(question == foreign.reflectionRequest(memory: advice))
          }
          #expect(own.retryRequest() == foreign.retryRequest())
        }
      }
    }
  }

  @Test func `what reflections say is read and judged the same`() async throws {
    defer { try? FileManager.default.removeItem(at: file) }
    let outside = try await outside()
    let texts = [
      "I stepped on C and fell. C kills. B wins.", "E holds. Maybe B wins. Go around C.",
      "The goal is B, and C is a hole.", "D is a hole.", "Be careful.", "", "<eos>",
      "I stepped on E and fell. E kills.", "<prompt>C is a trap</prompt>",
      "At the edge nothing happens.", "Then c4 up, c3 left, b3 left.",
      "The way is a1 right, b1 down, b2 down, b3 right.",
    ]
    for index in 0..<10 {
      let one: any EnvironmentTask = inside.task(at: index, in: .training, seed: 1)
      let other = try await outside.task(at: index, in: .training, seed: 1)
      let turns = try await play(one, seed: 3).turns.map { turn in
        Turn(
          observation: turn.observation, text: turn.action ?? "", action: turn.action,
          wasEffective: turn.wasEffective, reward: turn.reward, outcome: turn.outcome,
          position: turn.position)
      }
      for text in texts {
        #expect(one.parse(reflection: text) == other.parse(reflection: text), "\(text)")
        let claims = one.claims(in: text, after: turns)
        #expect(claims == other.claims(in: text, after: turns), "\(text)")
      }
    }
  }
}
