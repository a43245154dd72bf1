import Testing

/// What a policy is told, seen by hand.
@Suite struct PlayWordingTests {
  @Test func `a lake in plain words is played by sentences`() throws {
    let program = try Program(
      ["play", "frozenlake", "--wording", "plain"],
      input: "I try it.\nAction: left\n" + String(repeating: "right\n", count: 8) + "q\n")
    #expect(program.code == 0)
    #expect(program.output.contains("end each answer with a line that names one action"))
    #expect(program.output.contains("› none\nThe answer named none of the actions"))
    #expect(program.output.contains("› left\nYou "))
    // At the end it shows how a reflection is asked for.
    #expect(program.output.contains("Earlier notes, which may be wrong: none"))
  }

  @Test func `compact words are those of the embedded model`() throws {
    let program = try Program(["play", "sokoban", "--wording", "compact"], input: "q\n")
    #expect(program.code == 0 && program.output.contains("Advice: none. Plan:"))
  }

  @Test(arguments: [
    (["play", "frozenlake", "--wording", "loud"], "There is no wording 'loud'. Use one of:"),
    (["play", "sokoban", "--wording", "plain", "--tasks", "x"], "Leave one of them out."),
    (["play", "hotpotqa", "--wording", "plain"], "'hotpotqa' does not speak in plain words"),
  ])
  func `a wording that there is not is refused`(arguments: [String], words: String) throws {
    let program = try Program(arguments)
    #expect(program.code != 0 && program.errors.contains(words))
  }
}
