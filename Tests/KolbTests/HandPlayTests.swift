import Environments
import RLCore
import Testing

@testable import kolb

@Suite struct HandPlayTests {
  private func game() async throws -> HandPlay {
    let lake = try FrozenLake()
    return try await HandPlay {
      lake.task(at: $0, in: .training, seed: 1)
    } chance: {
      SeededGenerator(seed: 1, purpose: "play", $0)
    }
  }

  @Test func `undo takes back one move at a time, down to the start`() async throws {
    var game = try await game()
    let start = game.attempt?.position
    for word in ["up", "down", "left"] { try await game.press(.action(word)) }
    let turns = game.attempt?.turns.count ?? 0
    try await game.press(.undo)
    #expect(game.attempt?.turns.count == turns - 1)
    for _ in 0..<5 { try await game.press(.undo) }
    #expect(game.attempt?.turns.isEmpty == true)
    #expect(game.attempt?.position == start)
  }

  @Test func `the next task is another one, and nothing is taken back into the last`() async throws
  {
    var game = try await game()
    let first = game.attempt?.task.id
    try await game.press(.next)
    let second = game.attempt?.task.id
    #expect(first != second)
    try await game.press(.undo)
    #expect(game.attempt?.task.id == second)
  }

  @Test func `an attempt that is over takes no more moves`() async throws {
    var game = try await game()
    for _ in 0..<20 { try await game.press(.action("jump")) }
    #expect(game.attempt?.isDone == true)
    #expect(game.attempt?.turns.count == 8)
  }

  @Test(arguments: [
    ("h", PlayKey.action("left")), ("\u{1B}[A", .action("up")), ("\u{1B}OB", .action("down")),
    ("u", .undo), ("n", .next), ("q", .quit), ("\u{3}", .interrupt), ("up", .action("up")),
  ])
  func `keys and words mean the same everywhere`(text: String, key: PlayKey) {
    #expect(PlayKey(text) == key)
  }

  @Test(arguments: ["", "x", "\u{1B}", "\u{1B}[5~", "é"])
  func `other keys mean nothing`(text: String) {
    #expect(PlayKey(text) == nil)
  }

  @Test func `colours of letters do not tell holes from safe ground`() async throws {
    let lake = try FrozenLake()
    let attempt = try await HandAttempt(
      task: lake.task(at: 0, in: .training, seed: 1), chance: SeededGenerator(seed: 1))
    let picture = BoardPicture(legend: lake.legend, showsTruth: false, colours: .shown)
    let codes = picture.text(of: attempt).split(separator: "\u{1B}[").compactMap { part in
      part.split(separator: "m", maxSplits: 1).count == 2 && part.first != "0" ? part : nil
    }
    var colourOfLetter: [Character: Set<Substring>] = [:]
    for code in codes {
      let parts = code.split(separator: "m", maxSplits: 1)
      if let letter = parts[1].first { colourOfLetter[letter, default: []].insert(parts[0]) }
    }
    // Each letter has one colour, and no two letters share theirs.
    #expect(colourOfLetter.values.allSatisfy { $0.count == 1 })
    #expect(Set(colourOfLetter.values).count == colourOfLetter.count)
  }

  @Test func `whole rewards are written without a fraction`() {
    var line = JSONLine()
    line.add("a", 1.0)
    line.add("b", 0.5)
    line.add("c", Double.nan)
    line.add("d", "\u{202E}\u{1F9CA}\\\n")
    #expect(line.text == #"{"a":1,"b":0.5,"c":null,"d":"\u202e🧊\\\n"}"#)
  }
}
