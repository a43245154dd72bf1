import Foundation
import Testing

@Suite struct CommandTests {
  @Test func `the environments are listed`() throws {
    let program = try Program(["list"])
    #expect(program.code == 0)
    #expect(program.output.contains("frozenlake"))
  }

  @Test(arguments: [
    (
      ["play", "frozenlak"],
      "error: There is no environment 'frozenlak'. Use 'frozenlake', 'sokoban'"
    ),
    (["play", "frozenlake", "--scripted"], "error: --scripted needs a file of tasks."),
    (["play", "frozenlake", "--bogus"], "error: Unknown option '--bogus'"),
    (["play", "frozenlake", "--seed", "x"], "error: The value 'x' is invalid for '--seed <seed>'"),
    (["play"], "error: Missing expected argument '<environment>'"),
  ])
  func `wrong usage is told apart and ends with 2`(arguments: [String], words: String) throws {
    let program = try Program(arguments)
    #expect(program.code == 2)
    #expect(program.errors.hasPrefix(words), "\(program.errors)")
    #expect(program.output.isEmpty)
  }

  @Test func `a file that is not there is a failure with words`() throws {
    let program = try Program(["play", "frozenlake", "--tasks", "/no/such/file"])
    #expect(program.code == 1)
    #expect(
      program.errors == "error: /no/such/file: The task file cannot be read (no such file). "
        + "Name a file of tasks that is there.\n")
  }

  @Test func `help is no failure`() throws {
    #expect(try Program(["--help"]).code == 0)
    #expect(try Program(["play", "--help"]).output.contains("--scripted"))
  }

  @Test func `lines of standard input play by hand`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("tasks.jsonl", #"{"uid": "t", "map": ["SH", "FG"]}"#)
    let program = try Program(
      ["play", "frozenlake", "--tasks", path, "--true"], input: "l\nu\ndown\nright\nq\n")
    #expect(program.code == 0)
    let frames = program.output.components(separatedBy: "new task · q quit\n")
    #expect(frames.count == 6)
    #expect(frames[0].contains("  @ H\n  . G"))
    #expect(frames[1].contains("  . @\n  . G") && frames[1].contains("fell into the hole at b1"))
    #expect(frames[2] == frames[0])
    #expect(frames[4].contains("reached the goal at b2 after 2 moves."))
    #expect(!program.output.contains("\u{1B}"))
  }

  @Test func `letters hide the meaning unless the truth is asked for`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("tasks.jsonl", #"{"uid": "t", "map": ["SH", "FG"]}"#)
    let output = try Program(["play", "frozenlake", "--tasks", path]).output
    let board = output.components(separatedBy: "\n").filter { $0.hasPrefix("  ") }.joined()
    #expect(Set(board.filter { !$0.isWhitespace }).isSubset(of: "ABCDEF"))
    #expect(!output.contains("hole") && !output.contains("goal"))
  }
}
