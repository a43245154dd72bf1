import ClaimReading
import RLCore

/// One lake, the letters it is written in, and how long an attempt may take.
package struct FrozenLakeTask: TaskWithTruth, Equatable {
  package static let officialBudget = 8

  package let id: String
  package let map: LakeMap
  package let code: LetterCode
  /// Moves that an attempt may take.
  package let budget: Int
  package let isSlippery: Bool
  /// Whether an attempt that has no advice is told the true rules in its place.
  package var isToldRules = false
  /// Whether a failed attempt earns something by how near to the goal it came.
  package var isRewardShaped = false
  /// The letter index of each square, without the agent.
  package let letters: [Int]
  /// Moves from each square to the goal; `nil` in holes and where no path leads there.
  package let distances: [Int?]

  /// A task on any board in any letters.
  ///
  /// Without an `id`, the task is named after everything that it is.
  package init(
    map: LakeMap, code: LetterCode, budget: Int = officialBudget, isSlippery: Bool = false,
    id: String? = nil
  ) {
    self.map = map
    self.code = code
    self.budget = budget
    self.isSlippery = isSlippery
    self.letters = code.letters(for: map)
    self.distances = map.distancesToGoal
    self.id = id ?? Self.name(map, code, budget, isSlippery)
  }

  /// What each square is in truth: the start is safe ground.
  package var kinds: [TileKind] {
    map.tiles.map { tile in
      switch tile {
      case .start, .frozen: .safe
      case .hole: .hole
      case .goal: .goal
      }
    }
  }

  /// The letter that most squares show; which kind it is does not enter, since that is hidden.
  package var commonestLetter: Int {
    var counts = [Int](repeating: 0, count: code.kinds.count)
    for letter in letters { counts[letter] += 1 }
    return counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
  }

  package var start: Int { map.start }
  package var goal: Int { map.goal }

  package var board: [String] {
    (0..<map.height).map { row in
      letters[(row * map.width)..<((row + 1) * map.width)].map { LetterCode.letters[$0] }.joined()
    }
  }

  package var trueRules: String { code.rulebook }

  /// What an attempt earns that ended without the goal, with its last safe square.
  ///
  /// Where the reward is shaped, half of the share of the way that was made good; always below
  /// the 1 of a solved lake.
  func consolation(at square: Int) -> Double {
    guard isRewardShaped, let whole = distances[start], whole > 0, let rest = distances[square]
    else { return 0 }
    return 0.5 * max(0, 1 - Double(rest) / Double(whole))
  }

  package func begin(generator: SeededGenerator) -> any EnvironmentEpisode {
    attempt(generator: generator)
  }

  /// An attempt that answers at once, for whoever plays without waiting.
  package func attempt(generator: SeededGenerator) -> FrozenLakeEpisode {
    FrozenLakeEpisode(task: self, generator: generator)
  }

  /// Reads `C fell A player B goal …`: two words of cause, then the rulebook.
  ///
  /// The advice is the rulebook's words as far as they belong to the language. A text without a
  /// cause is all advice, but not well-formed.
  package func parse(reflection text: String) -> ParsedReflection {
    let count = code.kinds.count
    let words = FrozenLakeLanguage.knownWords(in: text)
    let hasCause = FrozenLakeLanguage.isCause(words.prefix(2))
    let rules = hasCause ? words.dropFirst(2) : words[...]
    return ParsedReflection(
      advice: rules.prefix(2 * count).joined(separator: " "),
      isWellFormed: hasCause && FrozenLakeLanguage.isRulebook(rules, letters: count))
  }

  private static func name(
    _ map: LakeMap, _ code: LetterCode, _ budget: Int, _ isSlippery: Bool
  ) -> String {
    let parts = [
      map.rows.joined(separator: "/"), code.rulebook, "\(budget)", isSlippery ? "slippery" : "firm",
    ]
    var hash = SeededGenerator(seed: 0, purpose: parts.joined(separator: " "))
    let digits = String(hash.next(), radix: 16)
    let padding = String(repeating: "0", count: 16 - digits.count)
    return "lake-\(map.width)x\(map.height)-\(padding)\(digits)"
  }
}
