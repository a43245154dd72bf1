import ClaimReading
import RLCore

/// One room, the letters it is written in, and how long an attempt may take.
package struct SokobanTask: GridTask, Equatable {
  package static let officialBudget = 8
  /// Moves that an attempt may be given.
  static let budgets = 1...1000
  package static let language = SokobanLanguage.language

  package let id: String
  package let room: SokobanRoom
  package let code: SokobanCode
  /// Moves that an attempt may take.
  package let budget: Int
  /// How its attempts are put into words; the same task in any.
  package var wording = Wording.compact
  /// The files that plain words are from; `nil` takes the world's own.
  package var prompts: PromptSet?
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
    room.rows(of: symbols(boxes: boxes, player: nil)).map { $0.joined() }
  }

  package var board: [String] { board(boxes: room.boxes) }

  /// What each square shows; without a player what lies below.
  func symbols(boxes: [Int], player: Int?) -> [String] {
    room.isWall.indices.map { look(of: $0, boxes: boxes, player: player).symbol }
  }

  package var trueRules: String {
    switch wording {
    case .compact: compactRules
    case .plain: code.plainRules
    }
  }

  package func name(of square: Int) -> String { room.name(of: square) }

  package func destination(of direction: GridDirection, from square: Int) -> Int {
    room.open(from: square, towards: direction) ?? square
  }

  /// A room has no chance of its own, so that all attempts may begin alike.
  package func attempt(generator: SeededGenerator) -> SokobanEpisode { attempt() }

  package func attempt() -> SokobanEpisode { SokobanEpisode(task: self) }

  var words: any GridWords<SokobanWalk, SokobanWalk.Step> {
    switch wording {
    case .compact: RoomCompactWords(self)
    case .plain:
      if let prompts {
        PromptedGrid(base: RoomPlainWords(self), prompts: prompts)
      } else {
        RoomPlainWords(self)
      }
    }
  }

  /// Reads `I pushed B and it got stuck. I can push B. …`, or plain notes.
  package func parse(reflection text: String) -> ParsedReflection {
    switch wording {
    case .compact: compactNote(text)
    case .plain: PlainNotes.parse(text)
    }
  }

  private static func name(_ room: SokobanRoom, _ code: SokobanCode, _ budget: Int) -> String {
    GridTaskName.of(
      "room", width: room.width, height: room.height,
      parts: [room.rows.joined(separator: "/"), code.rulebook, "\(budget)"])
  }
}
