import Environments
import Foundation
import RLCore
import Testing

/// Collections of rooms as people publish them.
@Suite struct RoomCollectionTests {
  private static let room = ["#######", "#@ $ .#", "#######"]
  private static let back = ["#######", "#. $ @#", "#######"]

  private func read(_ text: String) -> SokobanTaskFile {
    SokobanTaskFile(data: Data(text.utf8), file: "rooms")
  }

  @Test func `ragged rows are filled, and what lies outside is wall`() {
    let file = read(
      "; 1\n\n####\n#..###\n#$$  #\n#@   #\n######\n\n"
        + "; 2\n\n  #####\n###   #\n#@$.  #\n#  ####\n####\n")
    #expect(file.problems.isEmpty && file.tasks.map(\.task.id) == ["1", "2"])
    #expect(
      file.tasks.map(\.task.room.rows) == [
        ["######", "#..###", "#$$  #", "#@   #", "######"],
        ["#######", "###   #", "#@$.  #", "#  ####", "#######"],
      ])
  }

  @Test func `a room that is open keeps its floor up to the edge`() {
    let file = read(" ####\n@ $.#\n ####\n")
    #expect(file.tasks.map(\.task.room.rows) == [[" ####", "@ $.#", " ####"]])
  }

  @Test(arguments: [
    "#######\n#@-$_.#\n#######\n", "#######\n#p b o#\n#######\n", "7#|#@ $ .#|7#\n",
    "7#\n#@-$-.#\n7#", "\u{FEFF}#######\r\n#@ $ .#\r\n#######\r\n",
    "{\"layout\": \"#######\\n#@ $ .#\\n#######\", \"max_steps\": 8}",
    "[\n {\n \"uid\": \"a\",\n \"layout\": [\n \"#######\",\n \"#@ $ .#\",\n \"#######\"\n ]\n }\n]",
    "[[\"#######\", \"#@ $ .#\", \"#######\"]]",
    "Collection: Kitchen floors\nAuthor: A. Nonymous\n\n#######\n#@ $ .#\n#######\n",
  ])
  func `a room is read in every sign and shape`(text: String) {
    let file = read(text)
    #expect(file.problems.isEmpty)
    #expect(file.tasks.map(\.task.room.rows) == [Self.room])
  }

  @Test func `a collection in XML has its rooms with their names and lines`() {
    let rows = Self.room.map { "<L>\($0)</L>" }.joined(separator: "\r\n")
    let file = read(
      "<?xml version=\"1.0\"?>\r\n<SokobanLevels>\r\n<Title>All &amp; more</Title>\r\n"
        + "<LevelCollection MaxWidth=\"7\"><Level Id=\"A &lt; B\" Width=\"7\">\r\n\(rows)\r\n</Level>"
        + "\r\n<Level><L>###</L></Level><Level Id='two'>\(rows)</Level></LevelCollection>")
    #expect(file.tasks.map(\.task.room.rows) == [Self.room, Self.room])
    #expect(file.tasks.map(\.task.id) == ["A < B", "two"])
    #expect(file.tasks.map(\.place.number) == [5, 9])
    #expect(file.problems.count == 1)
    #expect(read("<html><p>###</p></html>").tasks.isEmpty)
    #expect(read("<Level><L>#@$.#</L><L>##").problems.count == 1)
  }

  /// Text of two rooms, and the names that they have in it.
  @Test(arguments: [
    ("; 1\nR\n\n; 2\nB\n", ["1", "2"]), ("; 1\n\nR\n\n; 2\n\nB\n", ["1", "2"]),
    ("R\n; 1\n\nB\n; 2\n", ["1", "2"]), ("R\n\n; 1\n\nB\n\n; 2\n", ["1", "2"]),
    ("R\nTitle: one\nComment: easy\n\nB\nTitle: two\n", ["one", "two"]),
    ("Author: me\n\nR\nTitle: one\n\nB\n", ["one", "line-8"]),
    ("Title: one\nR\n\nTitle: two\nB\n", ["one", "two"]),
    ("; 1\n'Hello'\n\nR\n\n; 2\n\nB\n", ["Hello", "2"]),
    ("Level 1\nR\nLevel 2\nB\n", ["Level 1", "Level 2"]),
    ("; all by me\n\n; 1\n\nR\n\n; 2\n\nB\n", ["1", "2"]),
    ("; x\nR\n\n; x\nB\n", ["x", "x (line 7)"]), ("R\n\nB\n", ["line-1", "line-5"]),
  ])
  func `a name belongs to the room that it is meant for`(text: String, names: [String]) {
    let text = text.replacingOccurrences(of: "R", with: Self.room.joined(separator: "\n"))
      .replacingOccurrences(of: "B", with: Self.back.joined(separator: "\n"))
    let file = read(text)
    #expect(file.problems.isEmpty)
    #expect(file.tasks.map(\.task.id) == names)
    #expect(file.tasks.map(\.task.room.rows) == [Self.room, Self.back])
  }

  @Test func `a wide room, and one beyond any search, can be played`() throws {
    let wide = "#@ $" + String(repeating: " ", count: 84) + ".#"
    let wall = String(repeating: "#", count: 90)
    let task = try #require(read("\(wall)\n\(wide)\n\(wall)\n").tasks.first).task
    #expect(task.room.width == 90 && task.room.optimalMoves == 86)
    #expect(task.name(of: 90 + 88) == "ck2")
    let edge = String(repeating: "#", count: 25)
    let boxes = (0..<7).map { _ in "# .  $" + String(repeating: " ", count: 18) + "#" }
    let floor = "#@" + String(repeating: " ", count: 22) + "#"
    let large = read(
      ([edge, floor] + boxes + [floor.replacingOccurrences(of: "@", with: " "), edge])
        .joined(separator: "\n"))
    #expect(large.problems.isEmpty)
    #expect(large.tasks.first?.task.room.boxes.count == 7)
    #expect(large.tasks.first?.task.room.optimalMoves == nil)
  }

  @Test func `a room that is no room is refused with its line, and costs no other`() {
    let file = read(
      "; 1\n#######\n#@ $ .#\n#######\n\n; 2\n#######\n#@ x .#\n#######\n\n"
        + "; 3\n#######\n#. $ @#\n#######\n")
    #expect(file.tasks.map(\.task.id) == ["1", "3"])
    #expect(
      file.problems.map(\.description) == [
        "rooms:7: Unknown tile 'x' in row 2, column 4. Use '#', ' ', '.', '$', '@', '*' or '+'."
      ])
  }
}
