import RLCore

/// A room in plain English, for language models that never saw one of these.
///
/// It tells what the compact words tell and no more: where the agent is, what was met, and what
/// gave way.
struct RoomPlainWords: PlainGridWords {
  private let task: SokobanTask
  let grid: PlainGrid

  init(_ task: SokobanTask) {
    self.task = task
    grid = PlainGrid(width: task.room.width, height: task.room.height, budget: task.budget)
  }

  func observation(
    of step: SokobanWalk.Step, before: SokobanWalk, now walk: SokobanWalk
  ) -> String {
    var parts = [story(of: step, before: before, now: walk)]
    switch walk.end {
    case nil: parts.append(scene(walk))
    case .solved: parts.append(PlainGrid.won)
    case .exhausted:
      parts.append(PlainGrid.timeout)
      if !walk.deadBoxes.isEmpty { parts.append("It could not have been solved any more.") }
    }
    return parts.joined(separator: "\n")
  }

  private func story(
    of step: SokobanWalk.Step, before: SokobanWalk, now walk: SokobanWalk
  ) -> String {
    func met(_ square: Int) -> String {
      let symbol = task.look(of: square, boxes: before.boxes, player: nil).symbol
      return "\(symbol) at \(task.name(of: square))"
    }
    switch step.result {
    case .walked(let square): return "You came onto \(met(square))."
    case .pushed(let from, let to):
      let symbol = task.look(of: to, boxes: walk.boxes, player: walk.player).symbol
      return "\(met(from)) gave way before you: it is \(symbol) at \(task.name(of: to)) now."
    case .blocked(let square?): return "You stayed where you were: \(met(square)) did not give way."
    case .blocked(nil): return "You met the edge of the board and stayed where you were."
    case .invalid: return PlainGrid.invalidTurn
    }
  }

  /// The board, where the agent is on it, and how many turns are left.
  func scene(_ walk: SokobanWalk) -> String {
    """
    \(grid.board(task.symbols(boxes: walk.boxes, player: walk.player)))
    You are at \(task.name(of: walk.player)).
    \(grid.turnsLeft(walk.turnsLeft))
    """
  }
}

extension SokobanCode {
  /// The whole truth in sentences, and what follows from it.
  var plainRules: String {
    let sentences = zip(Self.letters, kinds).map { letter, kind in
      switch kind {
      case .player: "\(letter) is the player."
      case .box: "\(letter) is a box."
      case .goal: "\(letter) is the goal."
      case .floor: "\(letter) is floor."
      case .wall: "\(letter) is a wall."
      }
    }
    let rest = [
      "A letter is written small while it stands on a goal.",
      "Push every box onto the goal: it moves on where the square behind it is free, and it cannot "
        + "be pulled.",
    ]
    return (sentences + rest).joined(separator: " ")
  }
}
