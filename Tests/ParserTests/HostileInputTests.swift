import Foundation
import Testing

/// Every reader of outside bytes, with inputs that know its grammar: none may crash, hang, or take
/// memory on the word of a header.
///
/// `KOLB_PARSER_INPUTS` sets how many inputs each reader gets, `KOLB_PARSER_SEED` with which chance,
/// and `KOLB_PARSER_KEEP` a folder in which the input that is being read lies, for after a crash.
/// `Tests/Faults/parsers.sh` does so under the address sanitizer.
@Suite struct `Hostile input` {
  private static func number(_ name: String, usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }

  private static let inputs = number("KOLB_PARSER_INPUTS", usual: 150)
  private static let seed = number("KOLB_PARSER_SEED", usual: 1)
  private static let kept = ProcessInfo.processInfo.environment["KOLB_PARSER_KEEP"]
  /// A sanitizer, a debug build and a busy machine together are slow; a hang is slower.
  private static let longest = 20.0

  @Test(arguments: Grammar.all)
  func `is read or refused`(_ grammar: Grammar) throws {
    try #require(!grammar.seeds.isEmpty, "there is no good input to change")
    for seed in grammar.seeds {
      #expect(throws: Never.self, "a good input is read") { try grammar.read(seed) }
    }
    var mutator = Mutator(grammar, seed: UInt64(Self.seed))
    var (refused, slowest) = (0, 0.0)
    let began = Date()
    for number in 0..<Self.inputs {
      let input = mutator.next()
      if let kept = Self.kept {
        let name = "\(grammar.name.filter { $0.isLetter }).bin"
        try Data(input).write(to: URL(fileURLWithPath: kept).appendingPathComponent(name))
      }
      let start = Date()
      do { try grammar.read(input) } catch {
        refused += 1
        #expect(!"\(error)".isEmpty, "input \(number) of seed \(Self.seed)")
      }
      let taken = Date().timeIntervalSince(start)
      slowest = max(slowest, taken)
      #expect(taken < Self.longest, "input \(number) of seed \(Self.seed) took \(taken) s")
    }
    // A mutator whose inputs are all good, or all bad, tries little.
    #expect(Self.inputs < 100 || grammar.neverRefuses || refused > 0, "nothing was refused")
    #expect(Self.inputs < 100 || refused < Self.inputs, "everything was refused")
    guard Self.inputs > 5000 else { return }
    let seconds = Date().timeIntervalSince(began)
    print(
      "\(grammar.name): \(Self.inputs) inputs, \(refused) refused, in \(Int(seconds)) s,",
      "the slowest in \(Int(slowest * 1000)) ms")
  }
}

extension Grammar {
  /// Readers that make something of whatever comes.
  var neverRefuses: Bool { Self.tolerant.contains(name) }

  private static let tolerant: Set = [
    "bookmarks", "theme", "keys", "lakes", "rooms", "foreign logs", "events of a server",
    "error of a server",
  ]
}
