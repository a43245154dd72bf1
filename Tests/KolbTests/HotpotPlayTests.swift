import Foundation
import Testing

/// Questions of a file, played by the program.
@Suite struct HotpotPlayTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let item =
    #"{"_id": "q", "question": "Who made Kara?", "answer": "Tavi", "#
    + #""context": [["Kara", ["A film by Tavi\u001b."]]], "#
    + #""actions": ["search: Kara", "well", "answer: the Tavi!", "search: x"]}"#

  private func play(_ text: String) throws -> Program {
    let path = try folder.file("questions.json", text)
    return try Program(["play", "hotpotqa", "--tasks", path, "--scripted"])
  }

  @Test func `calls, results and the answer are turns of their own`() throws {
    let program = try play("[\(Self.item)]")
    #expect(program.code == 0 && program.lines.count == 3)
    #expect(
      program.lines.first
        == #"{"uid":"q","turn":1,"action":"search: Kara","effective":true,"reward":0,"#
        + #""done":false,"outcome":"moved","#
        + #""observation":"Results:\n[1] Kara: A film by Tavi\u001b.\n4 turns left."}"#)
    #expect(program.lines.dropFirst().first?.contains(#""outcome":"invalid""#) == true)
    #expect(
      program.lines.last?.contains(
        #""reward":1,"done":true,"outcome":"solved","observation":"The answer is right."#) == true)
    #expect(program.errors.contains("1 action left over"))
  }

  @Test func `broken items are named by their index, skipped and make the program fail`() throws {
    let program = try play(#"[7, \#(Self.item), {"question": "Who?", "answer": "x"}]"#)
    #expect(program.code == 1 && program.lines.count == 3)
    #expect(program.errors.contains("item with index 0"))
    #expect(program.errors.contains("item with index 2: The question has no context."))
    #expect(program.errors.contains("2 broken"))
  }

  @Test func `a list without its end is one clear error`() throws {
    let program = try play(String("[\(Self.item), \(Self.item)]".dropLast(30)))
    #expect(program.code == 1 && program.lines.isEmpty)
    #expect(program.errors.contains("it ends in the middle of its JSON list"))
  }
}
