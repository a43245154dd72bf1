import Foundation
import Testing

@Suite struct ScriptedPlayTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func play(_ rows: String..., options: [String] = []) throws -> Program {
    let path = try folder.file("tasks.jsonl", rows.joined(separator: "\n"))
    return try Program(
      ["play", "frozenlake", "--tasks", path, "--scripted"] + options)
  }

  @Test func `each turn is one object with its keys in order, feedback on the last`() throws {
    let program = try play(
      #"{"uid": "t", "map": ["SF", "FG"], "actions": ["Right", "jump \"\u001b", "Down"]}"#)
    #expect(program.code == 0)
    #expect(
      program.lines == [
        #"{"uid":"t","turn":1,"action":"Right","effective":true,"reward":0,"done":false,"#
          + #""outcome":"moved","observation":"You stepped on F. See edge edge B D. Move from b1"}"#,
        #"{"uid":"t","turn":2,"action":"jump \"\u001b","effective":false,"reward":0,"#
          + #""done":false,"outcome":"invalid","#
          + #""observation":"You did nothing. See edge edge B D. Move from b1"}"#,
        #"{"uid":"t","turn":3,"action":"Down","effective":true,"reward":1,"done":true,"#
          + #""outcome":"solved","observation":"You stepped on B. You won.","feedback":"#
          + #""The agent reached the goal at b2 after 3 moves. "#
          + #"1 move named no direction and was lost."}"#,
      ])
  }

  @Test func `a room is played as a lake is, and a deadlock is told in the feedback`() throws {
    let path = try folder.file(
      "rooms.jsonl",
      "{\"uid\": \"t\", \"layout\": [\"#####\", \"# . #\", \"# $ #\", \"# @ #\", \"#####\"], "
        + "\"max_steps\": 3, \"actions\": [\"Right\", \"Up\", \"Left\"]}")
    let program = try Program(["play", "sokoban", "--tasks", path, "--scripted"])
    #expect(program.code == 0)
    #expect(
      program.lines == [
        #"{"uid":"t","turn":1,"action":"Right","effective":true,"reward":0,"done":false,"#
          + #""outcome":"moved","observation":"You stepped on D. A at d4 and 2 turns. Move:"}"#,
        #"{"uid":"t","turn":2,"action":"Up","effective":true,"reward":0,"done":false,"#
          + #""outcome":"moved","observation":"You stepped on D. A at d3 and 1 turn. Move:"}"#,
        #"{"uid":"t","turn":3,"action":"Left","effective":true,"reward":0,"done":true,"#
          + #""outcome":"exhausted","observation":"You pushed B. Now b3 shows B. It is stuck.","feedback":"#
          + #""The 3 moves were used up and the room is not solved; the agent ended at c3, having "#
          + #"pushed once. The box at b3 is against a wall and can no longer reach the goal."}"#,
      ])
  }

  @Test func `actions after the end are not played but counted`() throws {
    let program = try play(
      #"{"map": ["SG", "FF"], "actions": ["Right", "Left", "Left"]}"#)
    #expect(program.lines.count == 1 && program.code == 0)
    #expect(program.errors.contains("tasks.jsonl:1: 2 actions left over after the end."))
  }

  @Test func `a row's own budget is respected`() throws {
    let program = try play(
      #"{"map": ["SF", "FG"], "max_steps": 2, "actions": ["Left", "Left", "Left"]}"#)
    #expect(program.lines.count == 2)
    #expect(program.lines.last?.contains(#""done":true,"outcome":"exhausted""#) == true)
  }

  @Test func `slippery ice depends on the seed alone`() throws {
    let row =
      #"{"map": ["FFFFF", "FFFFF", "FFSFF", "FFFFF", "FFFFG"], "is_slippery": true, "#
      + #""actions": ["Up", "Left", "Down", "Right", "Up", "Left"]}"#
    let one = try play(row, options: ["--seed=1"]).output
    #expect(try play(row, options: ["--seed=1"]).output == one)
    let others = try (2...6).map { try play(row, options: ["--seed=\($0)"]).output }
    #expect(Set(others + [one]).count > 1)
  }

  @Test func `broken rows are named, skipped and make the program fail`() throws {
    let program = try play(
      #"{"map": ["SF", "F"], "actions": ["Right"]}"#, "not json",
      #"{"uid": "good", "map": ["SG", "FF"], "actions": ["Right"]}"#,
      #"{"uid": "silent", "map": ["SG", "FF"]}"#)
    #expect(program.code == 1)
    #expect(program.lines.count == 1 && program.output.contains(#""uid":"good""#))
    #expect(program.errors.contains("tasks.jsonl:1: Row 2 of the map has 1 tiles"))
    #expect(program.errors.contains("tasks.jsonl:2: The row is no JSON:"))
    #expect(program.errors.contains("played 1 row, 1 without actions, 2 broken"))
  }

  @Test func `text of a file cannot steer the terminal`() throws {
    let program = try play(#"{"map": ["S\u001b", "FG"]}"#)
    #expect(program.errors.contains("Unknown tile '␛'"))
    #expect(!program.errors.contains("\u{1B}"))
  }
}
