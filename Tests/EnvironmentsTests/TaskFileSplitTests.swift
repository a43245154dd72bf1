import Environments
import Foundation
import RLCore
import Testing

/// What a run makes of a file of tasks: its budget, its split, and what it says of its rows.
@Suite struct TaskFileSplitTests {
  private static let eight = [
    "SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF", "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG",
  ]

  private func withFile<Result>(
    _ text: String, _ body: (String) throws -> Result
  ) throws -> Result {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("kolb-tasks-\(ProcessInfo.processInfo.globallyUniqueString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return try body(path)
  }

  private func lakes(_ count: Int) -> String {
    (0..<count).map { number in
      let row = String(repeating: "F", count: number % 7 + 1)
      return "{\"uid\": \(number), \"map\": [\"S\(row)\", \"\(row)G\"]}"
    }.joined(separator: "\n")
  }

  @Test func `every fifth board of a file is held out, and equal boards stay together`() throws {
    try withFile(lakes(14)) { path in
      var options = FrozenLake.Options()
      options.tasks = path
      let lake = try FrozenLake(options: options)
      // Seven boards, each twice; the fifth of them is held out.
      #expect(lake.taskCount(in: .training) == 12 && lake.taskCount(in: .heldOut) == 2)
      let boards = TaskSplit.allCases.map { split in
        Set((0..<20).map { lake.lake(at: $0, in: split, seed: 3).map.rows })
      }
      #expect(boards[0].count == 6 && boards[0].isDisjoint(with: boards[1]))
      #expect(boards[1] == boards[2] && boards[1].count == 1)
      #expect(
        lake.lake(at: 0, in: .permuted, seed: 3).code
          != lake.lake(at: 0, in: .heldOut, seed: 3).code)
      #expect(
        lake.notes == [
          "14 tasks of \(path.split(separator: "/").last ?? ""), 2 held out of training"
        ])
    }
  }

  @Test func `a file of one board is measured on generated ones, and says so`() throws {
    try withFile(#"{"map": ["SF", "FG"]}"#) { path in
      var options = FrozenLake.Options()
      options.tasks = path
      options.budget = 3
      let lake = try FrozenLake(options: options)
      #expect(lake.taskCount(in: .training) == 1 && lake.taskCount(in: .heldOut) == nil)
      #expect(lake.notes.first?.hasSuffix("held-out boards are generated") == true)
      #expect(lake.lake(at: 0, in: .heldOut, seed: 1).map.shortestPath ?? 9 <= 3)
    }
  }

  @Test func `the budget of the options counts, and one that cannot suffice is told`() throws {
    let text =
      "{\"map\": \(Self.eight)}\n{\"map\": \(Self.eight), \"max_steps\": 40}\n"
      + "{\"map\": [\"SF\", \"FG\"]}\n{\"map\": [\"SG\", \"GF\"]}"
    try withFile(text) { path in
      var options = FrozenLake.Options()
      options.tasks = path
      var account = try #require(FrozenLake(options: options).taskFiles.first)
      #expect(account.used == 3 && account.refusedCount == 1 && account.doubtfulCount == 1)
      #expect(account.doubtful.first?.words.hasPrefix("line 1: The goal is 14 moves away") == true)
      #expect(account.refused.map(\.places) == ["line 4"])
      options.budget = 30
      let lake = try FrozenLake(options: options)
      account = try #require(lake.taskFiles.first)
      #expect(account.doubtful.isEmpty)
      #expect(lake.lake(at: 0, in: .training, seed: 1).budget == 30)
      options.wording = .compact
    }
  }

  @Test
  func `a board whose squares the model cannot name is refused, with words for which it is not`()
    throws
  {
    let row = String(repeating: "F", count: 11)
    try withFile("{\"map\": [\"S\(row)\", \"\(row)G\"]}\n" + lakes(6)) { path in
      var options = FrozenLake.Options()
      options.tasks = path
      options.budget = 20
      let compact = try #require(FrozenLake(options: options).taskFiles.first)
      #expect(compact.used == 6 && compact.refused.map(\.places) == ["line 1"])
      #expect(compact.refused.first?.reason.contains("12 wide") == true)
      options.wording = .plain
      let plain = try #require(FrozenLake(options: options).taskFiles.first)
      #expect(plain.used == 7 && plain.refused.isEmpty)
    }
  }

  @Test func `places of one reason stand together`() throws {
    let good = lakes(5).split(separator: "\n")
    let text = ([good[0], "{}", "{}", "{}", good[1], "{}", good[2], "7"] as [Substring])
      .joined(separator: "\n")
    try withFile(text) { path in
      var options = FrozenLake.Options()
      options.tasks = path
      let account = try #require(FrozenLake(options: options).taskFiles.first)
      #expect(
        account.refused.map(\.words) == [
          "lines 2 to 4, 6: The key 'map' is missing. Add it to the row.",
          "line 8: The row is no JSON object. Write one object a line.",
        ])
      #expect(
        account.summary.hasSuffix("3 tasks of \(account.name), 1 held out of training, 5 refused"))
    }
  }

  @Test func `a file without a task says what is wrong with its rows`() throws {
    try withFile("{}\n7\n") { path in
      var options = FrozenLake.Options()
      options.tasks = path
      #expect { try FrozenLake(options: options) } throws: { error in
        "\(error)".contains("no task that can be played") && "\(error)".contains("\(path):2: ")
      }
      var rooms = Sokoban.Options()
      rooms.tasks = path
      #expect { try Sokoban(options: rooms) } throws: { "\($0)".contains("\(path):1: ") }
    }
  }

  @Test func `rooms of a file are split and held to their budget too`() throws {
    let rooms = (1...6).map { way in
      let row = "#@$" + String(repeating: " ", count: way - 1) + ".#"
      let wall = String(repeating: "#", count: row.count)
      return "; \(way)\n\(wall)\n\(row)\n\(wall)\n"
    }.joined(separator: "\n")
    try withFile(rooms) { path in
      var options = Sokoban.Options()
      options.tasks = path
      options.budget = 5
      let world = try Sokoban(options: options)
      #expect(world.taskCount(in: .training) == 5 && world.taskCount(in: .heldOut) == 1)
      #expect(world.room(at: 0, in: .heldOut, seed: 1).id == "5")
      #expect(world.room(at: 0, in: .training, seed: 1).budget == 5)
      let doubt = try #require(world.taskFiles.first?.doubtful.first)
      #expect(doubt.places == "line 27" && doubt.reason.contains("takes 6 moves"))
    }
  }
}
