import RLCore

/// A room in the words of `SokobanLanguage`; the plan names a box and where it should go.
struct RoomCompactWords: CompactGridWords {
  private let task: SokobanTask

  init(_ task: SokobanTask) {
    self.task = task
  }

  func prompt(advice: String?, at walk: SokobanWalk) -> TurnRequest {
    TurnRequest(
      "\(scene) Advice: \(task.note(advice)) Plan:", length: .words(SokobanLanguage.planLength))
  }

  func afterPlan(at walk: SokobanWalk) -> String { view(walk) }

  /// What was met and what came of it, then what has moved, or how it ended.
  func observation(
    of step: SokobanWalk.Step, before: SokobanWalk, now walk: SokobanWalk
  ) -> String {
    let ending =
      switch walk.end {
      case nil: view(walk)
      case .solved: "You won."
      case .exhausted: walk.deadBoxes.isEmpty ? "Time is up." : "It is stuck."
      }
    return "\(story(of: step, before: before, now: walk)) \(ending)"
  }

  private func story(
    of step: SokobanWalk.Step, before: SokobanWalk, now walk: SokobanWalk
  ) -> String {
    switch step.result {
    case .walked(let square): "You stepped on \(met(square, before))."
    case .pushed(let from, let to):
      "You pushed \(met(from, before)). Now \(task.name(of: to)) shows \(shown(at: to, walk))."
    case .blocked(let square?): "\(met(square, before)) stopped you."
    case .blocked(nil): "You met the edge."
    case .invalid: "You did nothing."
    }
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    TurnRequest(
      "Memory: \(task.note(memory)) Reflection:",
      length: .text(upTo: SokobanLanguage.language.noteLength))
  }

  func retryRequest(from beginning: SokobanWalk) -> TurnRequest {
    TurnRequest("Try again. Plan:", length: .words(SokobanLanguage.planLength))
  }

  private func met(_ square: Int, _ before: SokobanWalk) -> String {
    task.look(of: square, boxes: before.boxes, player: nil).symbol
  }

  private func shown(at square: Int, _ walk: SokobanWalk) -> String {
    task.look(of: square, boxes: walk.boxes, player: walk.player).symbol
  }

  /// Where the agent is and how many moves it has: `A at c2 and 7 turns. Move:`.
  private func view(_ walk: SokobanWalk) -> String {
    "\(shown(at: walk.player, walk)) at \(task.name(of: walk.player)) and "
      + "\(SokobanLanguage.turns(walk.turnsLeft)) Move:"
  }

  /// The size, every symbol with its squares, and last the commonest inside and at the rim.
  private var scene: String {
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
    let exceptions = looks.indices.filter { looks[$0] != (isRim[$0] ? rim : inside) }
    let groups = Dictionary(grouping: exceptions) { looks[$0] }
      .sorted { ($0.key.letter, $0.value[0]) < ($1.key.letter, $1.value[0]) }
      .map { "\($0.symbol) \($1.map(task.name(of:)).joined(separator: " "))" }
    return "The room is \(SokobanLanguage.number(room.width)) by "
      + "\(SokobanLanguage.number(room.height)). There is \(groups.joined(separator: " and ")) "
      + "among \(inside.symbol) inside \(rim.symbol)."
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
}
