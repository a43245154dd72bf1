import Testing

/// A rule that a compiler does not know: words that only some targets may use.
struct SourceRule: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// What must not stand in a line of code.
  let words: [String]
  /// The targets that it binds; all of them if empty.
  var targets: Set<String> = []
  /// The targets that are free of it.
  var exceptions: Set<String> = []

  func binds(_ target: String) -> Bool {
    (targets.isEmpty || targets.contains(target)) && !exceptions.contains(target)
  }

  static let all = [
    SourceRule(
      testDescription: "only NcursesTerminal imports ncurses", words: ["import CNcurses"],
      exceptions: ["NcursesTerminal"]),
    SourceRule(
      testDescription: "only RunLog opens the files of a run",
      words: ["eventsPath", "\"events.jsonl", "\"run.toml", "/events.jsonl"],
      exceptions: ["RunLog"]),
    SourceRule(
      testDescription: "only CCurl, which is no Swift, and worlds outside open a socket",
      words: ["URLSession", "FoundationNetworking", "socket(", "import Network"],
      exceptions: ["OutsideWorlds"]),
    SourceRule(
      testDescription: "the dashboard does nothing by itself",
      words: ["import Foundation", "import Glibc", "import Synchronization", "Task {", "Task("],
      targets: ["Dashboard"]),
    SourceRule(
      testDescription: "values have no clock, no file and no chance of their own",
      words: [
        "FileManager", "FileHandle", "fopen(", "String(contentsOf", "ProcessInfo", "getenv(",
        "Date()", "ContinuousClock", "SuspendingClock", "Date.now", "clock_gettime",
        "SystemRandomNumberGenerator", ".random(in: 0...", "randomElement()", ".shuffled()",
      ], targets: ["RLCore", "RunModel", "TerminalUI", "Dashboard"]),
    SourceRule(
      testDescription: "the loop has no clock, no file and no chance of its own",
      words: [
        "FileManager", "FileHandle", "fopen(", "ProcessInfo", "Date()", "ContinuousClock",
        "Date.now", "SystemRandomNumberGenerator", "randomElement()", ".shuffled()",
      ], targets: ["ERLTraining"]),
    // They read files of tasks, and a search index is a file.
    SourceRule(
      testDescription: "environments have no clock and no chance of their own",
      words: [
        "Date()", "ContinuousClock", "Date.now", "SystemRandomNumberGenerator", "randomElement()",
        ".shuffled()",
      ], targets: ["Environments"]),
    SourceRule(
      testDescription: "the transformer knows nothing of reinforcement learning",
      words: ["reward", "advantage", "reflection", "Reward", "Advantage", "Reflection"],
      targets: ["TinyTransformer"]),
    SourceRule(
      testDescription: "imports are plain",
      words: ["package import", "public import", "@_exported", "@_implementationOnly"]),
    SourceRule(
      testDescription: "nothing is left undone or forced",
      words: ["fatalError(", "try! ", "as! ", "TODO", "FIXME", "XXX"]),
  ]
}

@Suite struct `The rules of the house` {
  @Test(arguments: SourceRule.all)
  func `are kept by every source`(rule: SourceRule) throws {
    let bound = try Repository.swiftFiles(under: "Sources").filter { rule.binds($0.target) }
    try #require(!bound.isEmpty, "the rule binds no target that exists")
    for file in bound {
      for word in rule.words {
        for line in file.lines(with: word) {
          Issue.record("\(file.path):\(line) says '\(word)': \(rule.testDescription)")
        }
      }
    }
  }
}
