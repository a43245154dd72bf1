import ClaimReading
import RLCore

/// One lake, the letters it is written in, and how long an attempt may take.
package struct FrozenLakeTask: GridTask, Equatable {
  package static let officialBudget = 8
  /// Moves that an attempt may be given.
  static let budgets = 1...1000
  package static let language = FrozenLakeLanguage.language

  /// What never changes of it, held once by all its copies and attempts.
  private let facts: LakeFacts
  /// How its attempts are put into words; the same task in any.
  package var wording = Wording.compact
  /// The files that plain words are from; `nil` takes the world's own.
  package var prompts: PromptSet?
  /// Whether an attempt that has no advice is told the true rules in its place.
  package var isToldRules = false
  /// Whether a failed attempt earns something by how near to the goal it came.
  package var isRewardShaped = false

  /// A task on any board in any letters.
  ///
  /// Without an `id`, the task is named after everything that it is.
  package init(
    map: LakeMap, code: LetterCode, budget: Int = officialBudget, isSlippery: Bool = false,
    id: String? = nil
  ) {
    facts = LakeFacts(
      id: id ?? Self.name(map, code, budget, isSlippery), map: map, code: code, budget: budget,
      isSlippery: isSlippery)
  }

  package var id: String { facts.id }
  package var map: LakeMap { facts.map }
  package var code: LetterCode { facts.code }
  /// Moves that an attempt may take.
  package var budget: Int { facts.budget }
  package var isSlippery: Bool { facts.isSlippery }
  /// The letter index of each square, without the agent.
  package var letters: [Int] { facts.letters }
  /// Moves from each square to the goal; `nil` in holes and where no path leads there.
  package var distances: [Int?] { facts.distances }
  /// What its attempts are told in compact words.
  var texts: LakeTexts { facts.texts }
  /// How many squares its board has.
  var squareCount: Int { facts.map.tiles.count }

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

  package var start: Int { facts.map.start }
  package var goal: Int { facts.map.goal }

  package var board: [String] {
    map.rows(of: letters).map { row in row.map { LetterCode.letters[$0] }.joined() }
  }

  /// The letter index of what each square shows where the agent is on one of them.
  func shown(agent: Int) -> [Int] {
    var shown = letters
    shown[agent] = code.player
    return shown
  }

  func letter(at square: Int) -> String { LetterCode.letters[facts.letters[square]] }

  package func name(of square: Int) -> String { map.name(of: square) }

  package func destination(of direction: GridDirection, from square: Int) -> Int {
    map.neighbour(of: square, towards: direction) ?? square
  }

  package var trueRules: String {
    switch wording {
    case .compact: compactRules
    case .plain: code.plainRules
    }
  }

  /// What an attempt earns that ended without the goal, with its last safe square.
  ///
  /// Where the reward is shaped, half of the share of the way that was made good; always below
  /// the 1 of a solved lake.
  func consolation(at square: Int) -> Double {
    guard isRewardShaped, let whole = distances[start], whole > 0, let rest = distances[square]
    else { return 0 }
    return 0.5 * max(0, 1 - Double(rest) / Double(whole))
  }

  package func attempt(generator: SeededGenerator) -> FrozenLakeEpisode {
    FrozenLakeEpisode(task: self, generator: generator)
  }

  var words: any GridWords<LakeWalk, LakeWalk.Step> {
    switch wording {
    case .compact: LakeCompactWords(self)
    case .plain:
      if let prompts {
        PromptedGrid(base: LakePlainWords(self), prompts: prompts)
      } else {
        LakePlainWords(self)
      }
    }
  }

  /// Reads `I stepped on C and fell. C is a hole. …`, or plain notes.
  package func parse(reflection text: String) -> ParsedReflection {
    switch wording {
    case .compact: compactNote(text)
    case .plain: PlainNotes.parse(text)
    }
  }

  private static func name(
    _ map: LakeMap, _ code: LetterCode, _ budget: Int, _ isSlippery: Bool
  ) -> String {
    GridTaskName.of(
      "lake", width: map.width, height: map.height,
      parts: [
        map.rows.joined(separator: "/"), code.rulebook, "\(budget)",
        isSlippery ? "slippery" : "firm",
      ])
  }
}
