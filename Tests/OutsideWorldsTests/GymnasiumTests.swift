import Environments
import Foundation
import RLCore
import Testing
import WorldsInPython

@testable import OutsideWorlds

/// Gymnasium's own FrozenLake, played through the door, is the lake that ships.
@Suite(
  .enabled(if: Python.hasGymnasium, "\(Python.gymnasiumSkipReason)"),
  .enabled(
    if: RecordedLakes.path != nil,
    "shared/data/frozenlake-traces.jsonl is absent; name its folder in KOLB_SHARED"), .serialized)
struct GymnasiumTests {
  @Test func `every turn of 300 recorded episodes comes out the same`() async throws {
    let path = try #require(RecordedLakes.path)
    let lakes = try FrozenLakeTaskFile(path: path).tasks
    let world = try await world(Python.world("gymnasium_lakes.py", path))
    for number in 0..<300 {
      let lake = lakes[number]
      let split = number.isMultiple(of: 2) ? TaskSplit.training : .heldOut
      let task = try await world.task(at: number / 2, in: split, seed: 1)
      #expect(task.id == lake.task.id)
      var official = try await task.begin(generator: SeededGenerator(seed: 1))
      var walk = LakeWalk(
        map: lake.task.map, budget: lake.task.budget, isSlippery: false,
        generator: SeededGenerator(seed: 1))
      #expect(official.position == walk.position)
      for action in try #require(lake.actions) {
        let turn = try await official.respond(to: action)
        let step = walk.step(GridDirection(reading: action))
        #expect(turn.reward == step.reward && turn.isDone == step.isDone, "\(task.id)")
        #expect(turn.wasEffective == step.wasEffective, "\(task.id)")
        #expect(turn.position == walk.position, "\(task.id)")
        if turn.isDone { #expect(turn.outcome == walk.end, "\(task.id)") }
      }
    }
  }
}

/// Recorded episodes of Gymnasium's FrozenLake, where they lie beside the checkout.
enum RecordedLakes {
  static let path: String? = {
    let named = ProcessInfo.processInfo.environment["KOLB_SHARED"].map { URL(fileURLWithPath: $0) }
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let folder = named ?? package.deletingLastPathComponent().appendingPathComponent("shared")
    let file = folder.appendingPathComponent("data/frozenlake-traces.jsonl").path
    return FileManager.default.fileExists(atPath: file) ? file : nil
  }()
}
