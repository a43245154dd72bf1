import Environments
import Foundation
import RLCore
import Testing

@Suite struct FrozenLakeTaskFileTests {
  private func read(_ text: String) -> FrozenLakeTaskFile {
    FrozenLakeTaskFile(data: Data(text.utf8), file: "tasks.jsonl", alphabet: .four)
  }

  @Test func `a row needs nothing but a map`() throws {
    let file = read(#"{"map": ["SF", "FG"]}"#)
    let entry = try #require(file.tasks.first)
    #expect(entry.task.budget == 8 && !entry.task.isSlippery && entry.task.id == "line-1")
    #expect(entry.actions == nil && file.problems.isEmpty)
  }

  @Test func `a row's own budget, ice, name and actions are kept`() throws {
    let file = read(
      #"{"uid": 7, "map": ["SFF", "FFG"], "max_steps": 3, "is_slippery": true, "#
        + #""actions": ["Up", "jump"], "seed": {"a": [1]}}"#)
    let entry = try #require(file.tasks.first)
    #expect(entry.task.budget == 3 && entry.task.isSlippery && entry.task.id == "7")
    #expect(entry.actions == ["Up", "jump"])
    #expect(entry.task.map.width == 3 && entry.task.map.height == 2)
  }

  @Test func `blank lines, carriage returns and a byte order mark do no harm`() {
    let file = read(
      "\u{FEFF}{\"map\": [\"SF\", \"FG\"]}\r\n\r\n  \n{\"map\": [\"SG\", \"FF\"]}\r\n")
    #expect(file.tasks.map(\.line) == [1, 4])
    #expect(file.problems.isEmpty)
  }

  @Test(arguments: [
    (#"{"map": ["SF", "FG"]"#, "The row is no JSON. Write one object a line."),
    ("[1, 2]", "The row is no JSON object. Write one object a line."),
    ("7", "The row is no JSON object. Write one object a line."),
    ("{}", "The key 'map' is missing. Add it to the row."),
    (#"{"map": "SFFG"}"#, "The key 'map' is not a list. Correct its value."),
    (#"{"map": ["SF", 3]}"#, "The key 'map [1]' is not a text. Correct its value."),
    (
      #"{"map": ["SF", "FG"], "max_steps": "8"}"#,
      "The key 'max_steps' is not a whole number. Correct its value."
    ),
    (#"{"map": ["SF", "FG"], "max_steps": 0}"#, "max_steps is 0. Set it within 1 to 1000."),
    (
      #"{"map": ["SF", "FG"], "is_slippery": 1}"#,
      "The key 'is_slippery' is not true or false. Correct its value."
    ),
    (
      #"{"map": ["SF", "FGF"]}"#,
      "Row 2 of the map has 3 tiles, but row 1 has 2. Make all rows equally long."
    ),
    (#"{"map": ["SF", "FF"]}"#, "The map has no goals. Put exactly one 'G' on it."),
  ])
  func `a broken row is reported with its line and skipped`(row: String, words: String) {
    let good = #"{"map": ["SF", "FG"]}"#
    let file = read("\(good)\n\(row)\n\(good)\n")
    #expect(file.problems.map(\.description) == ["tasks.jsonl:2: \(words)"])
    #expect(file.tasks.map(\.line) == [1, 3])
  }

  @Test func `bytes that are no text are a problem of their row`() {
    let data = Data([0xFF, 0xFE, 0x0A]) + Data(#"{"map": ["SF", "FG"]}"#.utf8)
    let file = FrozenLakeTaskFile(data: data, file: "x", alphabet: .six)
    #expect(file.problems.map(\.line) == [1] && file.tasks.map(\.line) == [2])
  }

  @Test func `deeply nested rows are refused without harm`() {
    let file = read(String(repeating: "[", count: 100_000))
    #expect(file.problems.count == 1)
  }

  @Test func `a file that is not there says so`() {
    #expect(throws: TaskFileError.cannotRead(file: "/no/such/file", reason: "no such file")) {
      try FrozenLakeTaskFile(path: "/no/such/file", alphabet: .four)
    }
    var options = FrozenLake.Options()
    options.tasks = "/no/such/file"
    #expect(throws: TaskFileError.self) { try FrozenLake(options: options) }
  }
}
