import Environments
import Foundation
import RLCore
import Testing

@Suite struct SokobanTests {
  @Test func `rooms are as the options ask, in every split`() throws {
    var options = Sokoban.Options()
    (options.sizeMinimum, options.sizeMaximum) = (6, 8)
    (options.movesMinimum, options.movesMaximum) = (3, 6)
    let rooms = try Sokoban(options: options)
    var sizes: Set<Int> = []
    for split in TaskSplit.allCases {
      for index in 0..<60 {
        let room = rooms.room(at: index, in: split, seed: 1).room
        sizes.insert(room.width)
        #expect(room.width == room.height && room.boxes.count == 1)
        #expect((3...6).contains(try #require(room.optimalMoves)))
      }
    }
    #expect(sizes == [6, 7, 8])
  }

  @Test func `letters of the permuted split mean something else`() throws {
    let rooms = try Sokoban()
    for index in 0..<50 {
      let permuted = rooms.room(at: index, in: .permuted, seed: 1)
      #expect(permuted.room == rooms.room(at: index, in: .heldOut, seed: 1).room)
      #expect(permuted.trueRules != rooms.room(at: index, in: .heldOut, seed: 1).trueRules)
    }
  }

  @Test(
    arguments: [
      (\Sokoban.Options.sizeMinimum, 4, SokobanError.sizeOutOfRange(minimum: 4, maximum: 8)),
      (\.sizeMinimum, 9, .emptyRange("size", 9, 8)), (\.budget, 0, .budgetOutOfRange(0)),
      (\.movesMinimum, 0, .movesBelowOne(0)), (\.movesMinimum, 9, .emptyRange("moves", 9, 8)),
      (\.movesMaximum, 9, .movesBeyondBudget(moves: 9, budget: 8)), (\.marks, 4, .marks(4)),
    ] as [(any WritableKeyPath<Sokoban.Options, Int> & Sendable, Int, SokobanError)])
  func `options that cannot be met are refused`(
    path: any WritableKeyPath<Sokoban.Options, Int> & Sendable, value: Int, error: SokobanError
  ) {
    var options = Sokoban.Options()
    options[keyPath: path] = value
    #expect(throws: error) { try Sokoban(options: options) }
  }

  @Test func `moves that rooms of a size never need are refused`() {
    var options = Sokoban.Options()
    (options.sizeMinimum, options.sizeMaximum) = (5, 5)
    (options.movesMinimum, options.movesMaximum, options.budget) = (90, 90, 100)
    #expect(
      throws: SokobanError.tooRare(size: 5, minimum: 90, maximum: 90, found: 0, drawn: 10_000)
    ) { try Sokoban(options: options) }
  }

  @Test func `a random walk solves as often as random walks do`() throws {
    let tasks = try ["#@$.#", "#@ $.#"].map { row in
      let wall = String(repeating: "#", count: row.count)
      return try SokobanTask([wall, row, wall], budget: 2)
    }
    // One right in two tries; two rights in a row.
    #expect(Sokoban.randomWalkSuccess(of: [tasks[0]]) == 1 - 0.75 * 0.75)
    #expect(Sokoban.randomWalkSuccess(of: [tasks[1]]) == 1.0 / 16)
    #expect(Sokoban.randomWalkSuccess(of: []) == 0)
    let long = try SokobanTask(["#####", "#@$.#", "#####"], budget: 40)
    #expect(Sokoban.randomWalkSuccess(of: [long]) > 0.95)
  }

  @Test func `a row needs nothing but a layout`() throws {
    let file = read(Self.row(["#####", "#@$.#", "#####"]))
    let entry = try #require(file.tasks.first)
    #expect(entry.task.budget == 8 && entry.task.id == "line-1" && entry.actions == nil)
    #expect(file.problems.isEmpty)
  }

  @Test(arguments: [
    (Self.row(["#####", "#@$.#", "##?"]), "Row 3 of the room has 3 tiles, but row 1 has 5."),
    (Self.row(["#####", "#@$?#", "#####"]), "Unknown tile '?' in row 2, column 4."),
    (Self.row(["#####", "# $.#", "#####"]), "The room has no player."),
    (Self.row(["######", "#@@$.#", "######"]), "The room has 2 players."),
    (Self.row(["#####", "#@$ #", "#####"]), "The room has 1 box but no goals."),
    (Self.row(["#####", "#$@.#", "#####"]), "No moves bring every box to a goal."),
    (Self.row(["#####", "#@$.#", "#####"], "max_steps", 0), "max_steps is 0."),
    ("{}", "The key 'layout' is missing."), ("{\"layout\": [\"##", "The row is no JSON:"),
  ])
  func `a broken row is reported with its line and skipped`(row: String, words: String) {
    let good = Self.row(["#####", "#@$.#", "#####"])
    let file = read("\(good)\n\(row)\n\(good)\n")
    #expect(file.problems.count == 1)
    #expect(file.problems[0].description.hasPrefix("tasks:2: \(words)"))
    #expect(file.tasks.map(\.line) == [1, 3])
  }

  @Test func `rooms as text are read with their names and lines`() {
    let text = "; 7\r\n#####\r\n#@$.#\r\n#####\r\n\r\n; bad\n#####\n#@$ #\n#####\n; 9\n####\n####\n"
    let file = read(text + "\n\n#####\n#.$@#\n#   #\n#####")
    #expect(file.tasks.map(\.task.id) == ["7", "line-15"])
    #expect(file.tasks.map(\.line) == [2, 15] && file.tasks[0].task.budget == 120)
    #expect(
      file.problems.map(\.description) == [
        "tasks:7: The room has 1 box but no goals. Give every box a goal.",
        "tasks:11: The room is 4 wide and 2 high. Make each side 3 to 100.",
      ])
  }

  @Test(arguments: ["", ";", "#", "; only a name\n\n", "\u{FEFF}", "🧊", "#\u{1B}[2J#"])
  func `no text is too strange to be read`(text: String) {
    #expect(read(text).tasks.isEmpty)
  }

  /// A row with a layout, and perhaps one more key.
  private static func row(_ layout: [String], _ key: String = "seed", _ value: Int = 1) -> String {
    "{\"layout\": \(layout), \"\(key)\": \(value)}"
  }

  private func read(_ text: String) -> SokobanTaskFile {
    SokobanTaskFile(data: Data(text.utf8), file: "tasks")
  }
}
