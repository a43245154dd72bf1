import RLCore
import Testing

@testable import Environments

/// The four settings of a frozen lake: rules hidden or told, reward sparse or shaped.
@Suite struct `Rules and rewards of a frozen lake` {
  private func task(_ rows: [String], told: Bool = false, shaped: Bool = false) throws
    -> FrozenLakeTask
  {
    var task = FrozenLakeTask(map: try LakeMap(rows: rows), code: .fixed(.six))
    task.isToldRules = told
    task.isRewardShaped = shaped
    return task
  }

  /// Plays moves behind a plan, and returns all that was earned.
  private func reward(_ moves: [String], on task: FrozenLakeTask) -> Double {
    var episode = task.attempt(generator: SeededGenerator(seed: 1))
    return (["B a4"] + moves).reduce(0) { $0 + episode.respond(to: $1).reward }
  }

  @Test func `told rules stand where advice would, and advice takes their place`() throws {
    let hidden = try task(["SF", "FG"]).attempt(generator: SeededGenerator(seed: 1))
    let told = try task(["SF", "FG"], told: true).attempt(generator: SeededGenerator(seed: 1))
    #expect(hidden.prompt(advice: nil).text.contains("Advice: none. Plan:"))
    let rules = try task(["SF", "FG"]).trueRules
    #expect(told.prompt(advice: nil) == hidden.prompt(advice: rules))
    let advice = "C is a hole."
    #expect(told.prompt(advice: advice) == hidden.prompt(advice: advice))
  }

  @Test func `options reach every task of every split`() throws {
    var options = FrozenLake.Options()
    options.rules = .told
    options.reward = .shaped
    let lake = try FrozenLake(options: options)
    for split in TaskSplit.allCases {
      let task = lake.lake(at: 3, in: split, seed: 1)
      #expect(task.isToldRules && task.isRewardShaped)
    }
    let plain = try FrozenLake().lake(at: 3, in: .heldOut, seed: 1)
    #expect(!plain.isToldRules && !plain.isRewardShaped)
  }

  @Test func `a number of maps is trained on again and again, and nothing else changes`() throws {
    var options = FrozenLake.Options()
    options.maps = 3
    let lake = try FrozenLake(options: options)
    let boards = (0..<9).map { lake.lake(at: $0, in: .training, seed: 1).id }
    let first = Array(boards.prefix(3))
    #expect(boards == [first, first, first].flatMap { $0 })
    #expect(Set(boards).count == 3)
    #expect(lake.taskCount(in: .training) == 3 && lake.taskCount(in: .heldOut) == nil)
    let usual = try FrozenLake()
    for split in TaskSplit.allCases {
      #expect(lake.lake(at: 2, in: split, seed: 1) == usual.lake(at: 2, in: split, seed: 1))
      if split != .training {
        #expect(lake.lake(at: 7, in: split, seed: 1) == usual.lake(at: 7, in: split, seed: 1))
      }
    }
  }

  @Test func `a solved lake earns 1 however the reward is given`() throws {
    let moves = ["right", "right", "right"]
    #expect(reward(moves, on: try task(["SFFG", "FFFF"])) == 1)
    #expect(reward(moves, on: try task(["SFFG", "FFFF"], shaped: true)) == 1)
  }

  @Test func `a sparse failure earns nothing`() throws {
    #expect(reward(["right", "right", "down"], on: try task(["SFFG", "FFHF"])) == 0)
  }

  @Test func `a shaped failure earns half of the way that was made good`() throws {
    let lake = try task(["SFFFG", "FFHFF"], shaped: true)
    // Two of four moves, then into the hole: counted from the last safe square.
    #expect(reward(["right", "right", "down"], on: lake) == 0.25)
    // Out of moves where it began, and farther away than that.
    #expect(reward(Array(repeating: "left", count: 8), on: lake) == 0)
    #expect(reward(["down"] + Array(repeating: "left", count: 7), on: lake) == 0)
  }

  @Test func `nothing is earned twice`() throws {
    let lake = try task(["SFFFG", "FFHFF"], shaped: true)
    #expect(reward(["right", "right", "down", "down", "left"], on: lake) == 0.25)
  }
}
