import Testing

@testable import OutsideWorlds

/// A command is parted as a shell parts it, and nothing else is done to it.
@Suite struct CommandWordsTests {
  @Test(arguments: [
    ("python3 my_world.py", ["python3", "my_world.py"]),
    ("  a   b ", ["a", "b"]),
    ("a 'b c' \"d e\"", ["a", "b c", "d e"]),
    (#"a\ b 'c\d' "e\"f""#, ["a b", #"c\d"#, #"e"f"#]),
    ("a ''", ["a", ""]),
    ("a $HOME `id` ; rm *", ["a", "$HOME", "`id`", ";", "rm", "*"]),
    ("", []),
  ])
  func `blanks part words, and quotes keep them`(command: String, words: [String]) {
    #expect(CommandWords.split(command) == words)
  }

  @Test(arguments: ["a 'b", "a \"b", "a\\"])
  func `a quote that is not closed is no command`(command: String) {
    #expect(CommandWords.split(command) == nil)
  }
}
