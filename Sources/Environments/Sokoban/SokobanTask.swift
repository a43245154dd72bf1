import ClaimReading
import RLCore

/// One room, the letters it is written in, and how long an attempt may take.
package struct SokobanTask: TaskWithTruth, Equatable {
  package static let officialBudget = 8

  package let id: String
  package let room: SokobanRoom
  package let code: SokobanCode
  /// Moves that an attempt may take.
  package let budget: Int
  /// The squares that show a mark, by mark.
  package let marked: [Int]

  /// A task in any room in any letters.
  ///
  /// Without an `id`, the task is named after everything that it is.
  package init(
    room: SokobanRoom, code: SokobanCode, budget: Int = officialBudget, id: String? = nil
  ) {
    self.room = room
    self.code = code
    self.budget = budget
    marked = code.marked(in: room)
    self.id = id ?? Self.name(room, code, budget)
  }

  /// The letter index of what a square shows, and whether it stands on a goal.
  ///
  /// Without a player the square shows what lies below.
  package func look(of square: Int, boxes: [Int], player: Int?) -> Look {
    if room.isWall[square] { return Look(letter: code.letter(of: .wall)) }
    let isOnGoal = room.isGoal[square]
    if boxes.contains(square) { return Look(letter: code.letter(of: .box), isOnGoal: isOnGoal) }
    if square == player { return Look(letter: code.letter(of: .player), isOnGoal: isOnGoal) }
    if isOnGoal { return Look(letter: code.letter(of: .goal)) }
    if let mark = marked.firstIndex(of: square) { return Look(letter: code.letter(ofMark: mark)) }
    return Look(letter: code.letter(of: .floor))
  }

  /// What a square shows.
  package struct Look: Sendable, Hashable {
    package var letter: Int
    /// Whether a player or box stands on a goal, which a small letter says.
    package var isOnGoal = false

    package var symbol: String {
      let letter = SokobanCode.letters[letter]
      return isOnGoal ? letter.lowercased() : letter
    }
  }

  /// Rows of symbols without the player.
  package func board(boxes: [Int]) -> [String] {
    (0..<room.height).map { row in
      ((row * room.width)..<((row + 1) * room.width)).map {
        look(of: $0, boxes: boxes, player: nil).symbol
      }.joined()
    }
  }

  package var board: [String] { board(boxes: room.boxes) }

  package var trueRules: String { code.rulebook }

  /// The name of a square, such as `c2`.
  package func name(of square: Int) -> String {
    GridSquare.name(column: square % room.width, row: square / room.width)
  }

  package func begin(generator: SeededGenerator) -> any EnvironmentEpisode { attempt() }

  /// An attempt that answers at once, for whoever plays without waiting.
  package func attempt() -> SokobanEpisode { SokobanEpisode(task: self) }

  /// Reads `B stuck A player B box …`: two words of cause, then the rulebook.
  ///
  /// The advice is the rulebook's words as far as they belong to the language. A text without a
  /// cause is all advice, but not well-formed.
  package func parse(reflection text: String) -> ParsedReflection {
    let count = code.kinds.count
    let words = SokobanLanguage.knownWords(in: text)
    let hasCause = SokobanLanguage.isCause(words.prefix(2))
    let rules = hasCause ? words.dropFirst(2) : words[...]
    return ParsedReflection(
      advice: rules.prefix(2 * count).joined(separator: " "),
      isWellFormed: hasCause && SokobanLanguage.isRulebook(rules, letters: count))
  }

  private static func name(_ room: SokobanRoom, _ code: SokobanCode, _ budget: Int) -> String {
    let parts = [room.rows.joined(separator: "/"), code.rulebook, "\(budget)"]
    var hash = SeededGenerator(seed: 0, purpose: parts.joined(separator: " "))
    let digits = String(hash.next(), radix: 16)
    let padding = String(repeating: "0", count: 16 - digits.count)
    return "room-\(room.width)x\(room.height)-\(padding)\(digits)"
  }
}
