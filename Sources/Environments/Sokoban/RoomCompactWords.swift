import RLCore

/// A room in the words of `SokobanLanguage`; the plan names a box and where it should go.
struct RoomCompactWords: CompactGridWords {
  private let task: SokobanTask

  init(_ task: SokobanTask) {
    self.task = task
  }

  func prompt(advice: String?, at walk: SokobanWalk) -> TurnRequest {
    let parts = [
      words(.rules, rulebook(advice)), words(.grid, grid), SokobanLanguage.Keyword.plan.rawValue,
    ]
    return TurnRequest(parts.joined(separator: " "), length: .words(4))
  }

  func afterPlan(at walk: SokobanWalk) -> String { words(.play, view(walk)) }

  /// What was met and what came of it, then what has moved, or how it ended.
  func observation(
    of step: SokobanWalk.Step, before: SokobanWalk, now walk: SokobanWalk
  ) -> String {
    var words: [String]
    switch step.result {
    case .walked(let square):
      words = [met(square, before), SokobanLanguage.Result.moved.rawValue]
    case .pushed(let from, let to):
      words = [
        met(from, before), SokobanLanguage.Result.pushed.rawValue, shown(at: to, walk),
        task.name(of: to),
      ]
    case .blocked(let square):
      words = [
        square.map { met($0, before) } ?? GridLanguage.none,
        SokobanLanguage.Result.blocked.rawValue,
      ]
    case .invalid:
      words = [GridLanguage.none, SokobanLanguage.Result.invalid.rawValue]
    }
    switch walk.end {
    case nil: words.append(view(walk))
    case .solved: words.append(SokobanLanguage.Result.won.rawValue)
    case .exhausted:
      let ending: SokobanLanguage.Result = walk.deadBoxes.isEmpty ? .timeout : .stuck
      words.append(ending.rawValue)
    }
    return words.joined(separator: " ")
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    TurnRequest(
      "\(words(.memory, rulebook(memory))) \(SokobanLanguage.Keyword.reflect.rawValue)",
      // Cause and rulebook.
      length: .text(upTo: 2 + 2 * task.code.kinds.count))
  }

  func retryRequest(from beginning: SokobanWalk) -> TurnRequest {
    TurnRequest(words(.again, SokobanLanguage.Keyword.plan.rawValue), length: .words(4))
  }

  private func rulebook(_ text: String?) -> String {
    SokobanLanguage.grid.rulebook(text, letters: task.code.kinds.count)
  }

  private func met(_ square: Int, _ before: SokobanWalk) -> String {
    task.look(of: square, boxes: before.boxes, player: nil).symbol
  }

  private func shown(at square: Int, _ walk: SokobanWalk) -> String {
    task.look(of: square, boxes: walk.boxes, player: walk.player).symbol
  }

  /// Where the agent is and how many moves it has: `A c2 7 move:`.
  private func view(_ walk: SokobanWalk) -> String {
    [
      shown(at: walk.player, walk), task.name(of: walk.player),
      SokobanLanguage.number(walk.turnsLeft), SokobanLanguage.Keyword.move.rawValue,
    ].joined(separator: " ")
  }

  /// The size, the commonest letters of the rim and inside, then every square that differs, by
  /// letter and by square.
  private var grid: String {
    let room = task.room
    let looks = room.isWall.indices.map {
      task.look(of: $0, boxes: room.boxes, player: room.player)
    }
    let isRim = room.isWall.indices.map { square in
      square < room.width || square >= room.width * (room.height - 1)
        || square % room.width == 0 || square % room.width == room.width - 1
    }
    let rim = Self.commonest(looks.indices.filter { isRim[$0] }.map { looks[$0] })
    let inside = Self.commonest(looks.indices.filter { !isRim[$0] }.map { looks[$0] })
    var parts = [
      SokobanLanguage.number(room.width), SokobanLanguage.number(room.height),
      words(.rim, rim.symbol), words(.inside, inside.symbol),
    ]
    let exceptions = looks.indices.filter { looks[$0] != (isRim[$0] ? rim : inside) }
    for square in exceptions.sorted(by: { (looks[$0].letter, $0) < (looks[$1].letter, $1) }) {
      parts += [looks[square].symbol, task.name(of: square)]
    }
    return parts.joined(separator: " ")
  }

  /// The look that most squares have; of several the first by letter.
  private static func commonest(_ looks: [SokobanTask.Look]) -> SokobanTask.Look {
    var counts: [SokobanTask.Look: Int] = [:]
    for look in looks { counts[look, default: 0] += 1 }
    return counts.max {
      ($0.value, $1.key.letter, $1.key.isOnGoal ? 1 : 0)
        < ($1.value, $0.key.letter, $0.key.isOnGoal ? 1 : 0)
    }?.key ?? SokobanTask.Look(letter: 0)
  }

  private func words(_ keyword: SokobanLanguage.Keyword, _ rest: String) -> String {
    "\(keyword.rawValue) \(rest)"
  }
}
