import Environments
import RLCore
import Testing

@Suite struct FrozenLakeBoardsTests {
  @Test(arguments: TaskSplit.allCases)
  func `every board can be solved within the distances and the budget`(split: TaskSplit) throws {
    let lake = try FrozenLake()
    for index in 0..<300 {
      let path = lake.lake(at: index, in: split, seed: 5).map.shortestPath ?? 0
      #expect((lake.options.distanceMinimum...lake.options.distanceMaximum).contains(path))
    }
  }

  @Test func `the longest distances of the smallest boards are found too`() throws {
    var options = FrozenLake.Options.official
    options.sizeMaximum = 2
    options.distanceMinimum = 2
    options.distanceMaximum = 2
    let lake = try FrozenLake(options: options)
    #expect(lake.lake(at: 0, in: .heldOut, seed: 1).map.shortestPath == 2)
  }

  @Test func `held-out boards never occur in training`() throws {
    var options = FrozenLake.Options.official
    // Small boards come again often.
    options.sizeMaximum = 3
    let lake = try FrozenLake(options: options)
    let boards = TaskSplit.allCases.map { split in
      Set((0..<1_500).map { lake.lake(at: $0, in: split, seed: 9).map.rows })
    }
    #expect(boards[0].isDisjoint(with: boards[1]))
    #expect(boards[0].isDisjoint(with: boards[2]))
    #expect(boards[0].count > 100 && boards[1].count > 20)
  }

  @Test func `boards of a training file are never held out`() throws {
    var options = FrozenLake.Options.official
    options.sizeMinimum = 3
    options.sizeMaximum = 3
    let generated = try FrozenLake(options: options)
    let trained = (0..<200).map { generated.lake(at: $0, in: .heldOut, seed: 4) }
    let lake = try FrozenLake(options: options, tasks: .init(training: trained))
    #expect(lake.taskCount(in: .training) == 200 && lake.taskCount(in: .heldOut) == nil)
    #expect(lake.lake(at: 201, in: .training, seed: 1) == trained[1])
    let boards = Set(trained.map(\.map.rows))
    for index in 0..<200 {
      #expect(!boards.contains(lake.lake(at: index, in: .heldOut, seed: 4).map.rows))
    }
  }

  @Test func `a task is a function of seed, split and place`() throws {
    let lake = try FrozenLake()
    let other = try FrozenLake()
    for split in TaskSplit.allCases {
      #expect(
        lake.lake(at: 7, in: split, seed: 2) == other.lake(at: 7, in: split, seed: 2))
      #expect(lake.lake(at: 7, in: split, seed: 2) != lake.lake(at: 7, in: split, seed: 3))
      #expect(lake.lake(at: 7, in: split, seed: 2) != lake.lake(at: 8, in: split, seed: 2))
    }
  }

  @Test func `sizes are drawn uniformly`() throws {
    let lake = try FrozenLake(options: .official)
    var counts: [Int: Int] = [:]
    let draws = 4_000
    for index in 0..<draws {
      counts[lake.lake(at: index, in: .training, seed: 1).map.width, default: 0] += 1
    }
    #expect(Set(counts.keys) == Set(2...9))
    // Five standard deviations of an eighth of 4,000 draws are 105.
    for count in counts.values { #expect(abs(count - draws / 8) < 105) }
  }

  @Test(arguments: [(0.6, 0.6), (0.6, 0.85), (0.85, 0.85)])
  func `boards have the share of frozen tiles that was asked for`(
    minimum: Double, maximum: Double
  ) throws {
    var options = FrozenLake.Options()
    options.sizeMinimum = 9
    options.sizeMaximum = 9
    options.frozenMinimum = minimum
    options.frozenMaximum = maximum
    // Near goals ask little of the ground between, so hardly any draw is refused for its holes.
    options.distanceMinimum = 1
    options.distanceMaximum = 2
    let lake = try FrozenLake(options: options)
    let count = 400
    let holes = (0..<count).map { index in
      lake.lake(at: index, in: .training, seed: 1).map.tiles.count { $0 == .hole }
    }
    let share = 1 - Double(holes.reduce(0, +)) / Double(count * 79)
    #expect(abs(share - (minimum + maximum) / 2) < 0.02)
  }

  @Test func `permuted tasks are held-out boards in letters with other meanings`() throws {
    let lake = try FrozenLake()
    var codes: Set<String> = []
    for index in 0..<300 {
      let permuted = lake.lake(at: index, in: .permuted, seed: 1)
      let heldOut = lake.lake(at: index, in: .heldOut, seed: 1)
      #expect(permuted.map == heldOut.map)
      #expect(permuted.trueRules != heldOut.trueRules)
      #expect(permuted.id != heldOut.id)
      codes.insert(permuted.trueRules)
    }
    // 180 different rulebooks with six letters, one of them the fixed one.
    #expect(codes.count > 100 && codes.count <= 179)
  }

  @Test func `options that cannot be met are refused`() {
    let cases: [(FrozenLakeError, (inout FrozenLake.Options) -> Void)] = [
      (.sizeOutOfRange(minimum: 1, maximum: 5), { $0.sizeMinimum = 1 }),
      (.sizeOutOfRange(minimum: 5, maximum: 10), { $0.sizeMaximum = 10 }),
      (.shareOutOfRange(minimum: 0.6, maximum: 1.5), { $0.frozenMaximum = 1.5 }),
      (.emptyRange("size", "6", "5"), { $0.sizeMinimum = 6 }),
      (.emptyRange("frozen", "0.9", "0.85"), { $0.frozenMinimum = 0.9 }),
      (.emptyRange("distance", "8", "7"), { $0.distanceMinimum = 8 }),
      (.distanceBelowOne(0), { $0.distanceMinimum = 0 }),
      (.distanceBeyondBudget(distance: 9, budget: 8), { $0.distanceMaximum = 9 }),
      (.budgetOutOfRange(0), { $0.budget = 0 }),
      (.letters(5), { $0.letters = 5 }),
    ]
    for (error, change) in cases {
      var options = FrozenLake.Options()
      change(&options)
      #expect(throws: error) { try FrozenLake(options: options) }
    }
  }

  @Test func `a distance that the board does not allow ends in an error`() {
    var options = FrozenLake.Options()
    options.sizeMinimum = 2
    options.distanceMinimum = 3
    let error = #expect(throws: FrozenLakeError.self) { try FrozenLake(options: options) }
    #expect(
      error == .tooRare(size: 2, minimum: 3, maximum: 7, found: 0, drawn: 40_000))
  }

  @Test func `a lake of holes alone leaves only neighbours as goals`() throws {
    var options = FrozenLake.Options()
    options.frozenMinimum = 0
    options.frozenMaximum = 0
    #expect(throws: FrozenLakeError.self) { try FrozenLake(options: options) }
    options.distanceMinimum = 1
    let lake = try FrozenLake(options: options)
    #expect(lake.lake(at: 0, in: .training, seed: 1).map.shortestPath == 1)
  }

  @Test func `a random walk over two squares in a row is worked out exactly`() throws {
    // One move: a quarter. Two: the edge (a half) keeps the place, the fourth way is a hole.
    let one = try FrozenLakeTask(["SG", "HF"], budget: 1)
    let two = try FrozenLakeTask(["SG", "HF"], budget: 2)
    #expect(FrozenLake.randomWalkSuccess(of: [one]) == 0.25)
    #expect(FrozenLake.randomWalkSuccess(of: [two]) == 0.25 + 0.5 * 0.25)
    #expect(FrozenLake.randomWalkSuccess(of: [one, two]) == 0.3125)
    #expect(FrozenLake.randomWalkSuccess(of: []) == 0)
  }

  @Test(arguments: [false, true])
  func `a random walk that is played agrees with the one worked out`(isSlippery: Bool) throws {
    var options = FrozenLake.Options.official
    options.slippery = isSlippery
    let lake = try FrozenLake(options: options)
    let tasks = (0..<100).map { lake.lake(at: $0, in: .heldOut, seed: 1) }
    var generator = SeededGenerator(seed: 3)
    var solved = 0
    for task in tasks {
      for seed in 0..<60 {
        var walk = LakeWalk(
          map: task.map, budget: task.budget, isSlippery: isSlippery,
          generator: SeededGenerator(seed: UInt64(seed)))
        while walk.end == nil {
          _ = walk.step(GridDirection(rawValue: Int(generator.next() >> 62)))
        }
        if walk.end == .solved { solved += 1 }
      }
    }
    let exact = FrozenLake.randomWalkSuccess(of: tasks)
    #expect(abs(Double(solved) / 6_000 - exact) < 0.025)
  }
}
