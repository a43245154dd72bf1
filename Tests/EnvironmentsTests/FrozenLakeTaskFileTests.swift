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
    (
      #"{"map": ["SF", "FG"]"#,
      "The row is no JSON: the line ends in the middle of a value. Correct it."
    ),
    ("[1, 2]", "The row is no JSON object. Write one object a line."),
    ("7", "The row is no JSON object. Write one object a line."),
    ("{}", "The key 'map' is missing. Add it to the row."),
    (#"{"map": null}"#, "The key 'map' is null. Give it a value."),
    (#"{"map": "SFFG"}"#, "The map is 4 wide and 1 high. Make each side 2 to 100."),
    (#"{"map": 7}"#, "The key 'map' is a number, not a board. Correct its value."),
    (#"{"map": ["SF", 3]}"#, "The key 'map [1]' is a number, not a text. Correct its value."),
    (
      #"{"map": [["S", "F"], ["F", "GG"]]}"#,
      "The key 'map [1] [1]' is a text, not a single sign. Correct its value."
    ),
    (#"{"map_name": "9x9"}"#, "Gymnasium has no map '9x9'. Write the map itself under 'map'."),
    (
      #"{"map": ["SF", "FG"], "max_steps": "many"}"#,
      "The key 'max_steps' is a text, not a whole number. Correct its value."
    ),
    (
      #"{"map": ["SF", "FG"], "max_steps": NaN}"#,
      "The key 'max_steps' is NaN, not a whole number. Correct its value."
    ),
    (#"{"map": ["SF", "FG"], "max_steps": 0}"#, "max_steps is 0. Set it within 1 to 1000."),
    (
      #"{"map": ["SF", "FG"], "is_slippery": 2}"#,
      "The key 'is_slippery' is a number, not true or false. Correct its value."
    ),
    (
      #"{"map": ["SF", "FGF"]}"#,
      "Row 2 of the map has 3 tiles, but row 1 has 2. Make all rows equally long."
    ),
    (#"{"map": ["SF", "FF"]}"#, "The map has no goals. Put exactly one 'G' on it."),
    (#"{"map": ["SFG", "FFG"]}"#, "The map has 2 goals (c1, c2). Put exactly one 'G' on it."),
    (#"{"map": ["SFS", "FFG"]}"#, "The map has 2 starts (a1, c1). Put exactly one 'S' on it."),
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

  @Test(arguments: [
    #"{"desc": ["SFFF", "FHFH", "FFFH", "HFFG"], "is_slippery": false}"#,
    #"{"map": [["S","F","F","F"], ["F","H","F","H"], ["F","F","F","H"], ["H","F","F","G"]]}"#,
    #"{"map": "SFFF\nFHFH\nFFFH\nHFFG"}"#, #"{"map": "\nS F F F\nF H F H\nF F F H\nH F F G\n"}"#,
    #"{"map": ["sfff", "fhfh", "fffh", "hffg"]}"#, #"{"map_name": "4x4"}"#,
    #"{"map": "[\"SFFF\", \"FHFH\", \"FFFH\", \"HFFG\"]"}"#,
    #"["SFFF", "FHFH", "FFFH", "HFFG"]"#, "[\"SFFF\",\n \"FHFH\",\n \"FFFH\",\n \"HFFG\"]",
    "{\n  \"map\": [\n    \"SFFF\",\n    \"FHFH\",\n    \"FFFH\",\n    \"HFFG\"\n  ]\n}",
    #"[{"map": ["SFFF", "FHFH", "FFFH", "HFFG"]}]"#, #"[["SFFF", "FHFH", "FFFH", "HFFG"]]"#,
    #"{"4x4": ["SFFF", "FHFH", "FFFH", "HFFG"]}"#,
    #"{"version": 2, "data": [{"map": ["SFFF", "FHFH", "FFFH", "HFFG"]}]}"#,
    #""{\"map\": [\"SFFF\", \"FHFH\", \"FFFH\", \"HFFG\"]}""#,
    #"{"row_idx": 0, "row": {"map": ["SFFF", "FHFH", "FFFH", "HFFG"]}}"#,
    "SFFF\nFHFH\nFFFH\nHFFG\n", "; the small one\r\nSFFF\r\nFHFH\r\nFFFH\r\nHFFG",
    "\u{FEFF}SFFF\nFHFH\nFFFH\nHFFG",
  ])
  func `a map is read in every shape that it is published in`(text: String) {
    let file = read(text)
    #expect(file.problems.isEmpty)
    #expect(file.tasks.map(\.task.map.rows) == [["SFFF", "FHFH", "FFFH", "HFFG"]])
  }

  @Test func `several maps in one value keep their names and places`() {
    let named = read(#"{"small": ["SF", "FG"], "wide": ["SFF", "FFG"]}"#)
    #expect(named.tasks.map(\.task.id) == ["small", "wide"] && named.tasks.map(\.line) == [0, 1])
    let texts = read("; one\nSF\nFG\n\n; two\nSFX\nFFG\n\nSG\nFF\n")
    #expect(texts.tasks.map(\.task.id) == ["one", "line-9"])
    #expect(
      texts.problems.map(\.description) == [
        "tasks.jsonl:6: Unknown tile 'X' in row 1, column 3. Use 'S', 'F', 'H' or 'G'."
      ])
    let objects = read("{\n\"map\": [\"SF\", \"FG\"]\n}\n{\n\"map\": [\"SG\", \"FF\"]\n}\n")
    #expect(objects.tasks.map(\.line) == [1, 4] && objects.problems.isEmpty)
  }

  @Test func `different tasks never share a name, and equal ones may`() {
    let file = read(
      #"[{"uid": "a", "map": ["SF", "FG"]}, {"uid": "a", "map": ["SG", "FF"]}, "#
        + #"{"uid": "a", "map": ["SF", "FG"]}]"#)
    #expect(file.tasks.map(\.task.id) == ["a", "a (item 1)", "a"])
  }

  @Test func `a list that ends in the middle keeps what is whole and tells of the rest`() {
    let file = read(#"[{"map": ["SF", "FG"]}, {"map": ["SF", "F"#)
    #expect(file.tasks.count == 1)
    #expect(
      file.problems.map(\.description) == [
        "tasks.jsonl: item with index 1: The file ends in the middle of this item. "
          + "Get it again, whole."
      ])
  }

  @Test func `a row that says nothing has the budget and the ice of the options`() throws {
    var defaults = FrozenLakeTaskFile.Defaults()
    defaults.budget = 30
    defaults.isSlippery = true
    let text =
      "{\"map\": [\"SF\", \"FG\"]}\n"
      + "{\"map\": [\"SF\", \"FG\"], \"max_steps\": \"8.0\", \"is_slippery\": 0}\n"
      + "{\"map\": [\"SF\", \"FG\"], \"max_steps\": 8.0, \"is_slippery\": \"false\"}\n"
    let file = FrozenLakeTaskFile(
      data: Data(text.utf8), file: "x", alphabet: .four, defaults: defaults)
    #expect(file.tasks.map(\.task.budget) == [30, 8])
    #expect(file.tasks.map(\.task.isSlippery) == [true, false])
    // A text that is no whole number is no budget.
    #expect(file.problems.map(\.line) == [2])
  }

  @Test func `a file that is not there says so`() {
    #expect(throws: TaskFileError.cannotRead(file: "/no/such/file", reason: "no such file")) {
      try FrozenLakeTaskFile(path: "/no/such/file", alphabet: .four)
    }
    #expect(
      throws: TaskFileError.cannotRead(
        file: "/dev/null", reason: "it is a device or a socket, and no file")
    ) { try FrozenLakeTaskFile(path: "/dev/null", alphabet: .four) }
    var options = FrozenLake.Options()
    options.tasks = "/no/such/file"
    #expect(throws: TaskFileError.self) { try FrozenLake(options: options) }
  }
}
