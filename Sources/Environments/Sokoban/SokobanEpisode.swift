import RLCore

/// One attempt at a room in the words of `SokobanLanguage`.
///
/// The first turn names a box and where it should go, and moves nothing; each turn after it is
/// one action word.
package struct SokobanEpisode: EnvironmentEpisode {
  private enum Phase {
    case planning
    case moving
  }

  private let task: SokobanTask
  private var walk: SokobanWalk
  private var phase = Phase.planning

  package init(task: SokobanTask) {
    self.task = task
    walk = SokobanWalk(room: task.room, budget: task.budget)
  }

  package var position: Int? { task.room.player }

  package mutating func respond(to text: String) -> Transition {
    switch phase {
    case .planning:
      phase = .moving
      return Transition(
        action: nil, wasEffective: false, reward: 0, isDone: false, outcome: .planned,
        position: walk.player, observation: "\(SokobanLanguage.Keyword.play.rawValue) \(view)",
        length: .word)
    case .moving:
      return move(GridDirection(reading: text))
    }
  }

  private mutating func move(_ direction: GridDirection?) -> Transition {
    let wasOver = walk.end != nil
    let before = walk
    let step = walk.step(direction)
    return Transition(
      action: direction?.word ?? SokobanLanguage.none, wasEffective: step.wasEffective,
      reward: step.reward, isDone: step.isDone, outcome: outcome(of: step, wasOver: wasOver),
      position: walk.player,
      board: walk.boxes == before.boxes ? nil : task.board(boxes: walk.boxes),
      observation: wasOver ? "" : observation(of: step, before: before),
      length: step.isDone ? nil : .word)
  }

  private func outcome(of step: SokobanWalk.Step, wasOver: Bool) -> TurnOutcome {
    if wasOver { return .invalid }
    return switch walk.end {
    case .solved: .solved
    case .exhausted: .exhausted
    case nil:
      switch step.result {
      case .walked, .pushed: .moved
      case .blocked: .blocked
      case .invalid: .invalid
      }
    }
  }

  /// What was met and what came of it, then what has moved, or how it ended.
  private func observation(of step: SokobanWalk.Step, before: SokobanWalk) -> String {
    var words: [String]
    switch step.result {
    case .walked(let square):
      words = [met(square, before), SokobanLanguage.Result.moved.rawValue]
    case .pushed(let from, let to):
      words = [
        met(from, before), SokobanLanguage.Result.pushed.rawValue, shown(at: to), task.name(of: to),
      ]
    case .blocked(let square):
      words = [
        square.map { met($0, before) } ?? SokobanLanguage.none,
        SokobanLanguage.Result.blocked.rawValue,
      ]
    case .invalid:
      words = [SokobanLanguage.none, SokobanLanguage.Result.invalid.rawValue]
    }
    switch walk.end {
    case nil: words.append(view)
    case .solved: words.append(SokobanLanguage.Result.won.rawValue)
    case .exhausted:
      let ending: SokobanLanguage.Result = walk.deadBoxes.isEmpty ? .timeout : .stuck
      words.append(ending.rawValue)
    }
    return words.joined(separator: " ")
  }

  private func met(_ square: Int, _ before: SokobanWalk) -> String {
    task.look(of: square, boxes: before.boxes, player: nil).symbol
  }

  private func shown(at square: Int) -> String {
    task.look(of: square, boxes: walk.boxes, player: walk.player).symbol
  }

  /// Where the agent is and how many moves it has: `A c2 7 move:`.
  private var view: String {
    [
      shown(at: walk.player), task.name(of: walk.player), SokobanLanguage.number(walk.turnsLeft),
      SokobanLanguage.Keyword.move.rawValue,
    ].joined(separator: " ")
  }
}

// MARK: - Requests

extension SokobanEpisode {
  package func prompt(advice: String?) -> TurnRequest {
    let rules = SokobanLanguage.rulebook(advice, letters: task.code.kinds.count)
    let parts = [
      words(.rules, rules), words(.grid, grid), SokobanLanguage.Keyword.plan.rawValue,
    ]
    return TurnRequest(parts.joined(separator: " "), length: .words(4))
  }

  package func reflectionRequest(memory: String?) -> TurnRequest {
    let letters = task.code.kinds.count
    let rules = SokobanLanguage.rulebook(memory, letters: letters)
    return TurnRequest(
      "\(words(.memory, rules)) \(SokobanLanguage.Keyword.reflect.rawValue)",
      // Cause and rulebook.
      length: .text(upTo: 2 + 2 * letters))
  }

  package func retryRequest() -> TurnRequest {
    TurnRequest(words(.again, SokobanLanguage.Keyword.plan.rawValue), length: .words(4))
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

// MARK: - Feedback

extension SokobanEpisode {
  /// What happened, for people and large models.
  package var feedback: String { story + deadlock + invalidTurns }

  private var story: String {
    let turns = walk.turnsUsed
    let place = task.name(of: walk.player)
    switch walk.end {
    case .solved:
      let boxes = walk.boxes.count == 1 ? "The box is on its goal" : "Every box is on a goal"
      return "\(boxes) after \(Self.moves(turns))."
    case .exhausted:
      let used = turns == 1 ? "The only move was used up" : "The \(Self.moves(turns)) were used up"
      return "\(used) and the room is not solved; the agent ended at \(place), "
        + (walk.pushes == 0 ? "having pushed no box." : "having pushed \(Self.times(walk.pushes)).")
    case nil:
      return "The attempt is not over; the agent is at \(place) after \(Self.moves(turns))."
    }
  }

  private var deadlock: String {
    walk.deadBoxes.map { box in
      let isAtWall = GridDirection.allCases.contains {
        task.room.open(from: box, towards: $0) == nil
      }
      let goal = walk.boxes.count == 1 ? "the goal" : "a goal"
      return isAtWall
        ? " The box at \(task.name(of: box)) is against a wall and can no longer reach \(goal)."
        : " The box at \(task.name(of: box)) can no longer reach \(goal)."
    }.joined()
  }

  private var invalidTurns: String {
    switch walk.invalidTurns {
    case 0: ""
    case 1: " 1 move named no direction and was lost."
    case let count: " \(count) moves named no direction and were lost."
    }
  }

  private static func moves(_ count: Int) -> String { count == 1 ? "1 move" : "\(count) moves" }

  private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
