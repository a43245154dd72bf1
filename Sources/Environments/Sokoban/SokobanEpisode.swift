import RLCore

/// One attempt at a room, in the words of its task.
package struct SokobanEpisode: GridEpisode {
  private let task: SokobanTask
  private let words: any GridWords<SokobanWalk, SokobanWalk.Step>
  private let beginning: SokobanWalk
  private var walk: SokobanWalk
  private var isPlanning: Bool

  package init(task: SokobanTask) {
    self.task = task
    words = task.words
    walk = SokobanWalk(room: task.room, budget: task.budget)
    beginning = walk
    isPlanning = words.beginsWithPlan
  }

  package var position: Int? { task.room.player }

  package mutating func respond(to text: String) -> Transition {
    guard isPlanning else { return move(words.direction(in: text)) }
    isPlanning = false
    return Transition(
      action: nil, wasEffective: false, reward: 0, isDone: false, outcome: .planned,
      position: walk.player, observation: words.afterPlan(at: walk), length: words.turnLength)
  }

  private mutating func move(_ direction: GridDirection?) -> Transition {
    let wasOver = walk.end != nil
    let before = walk
    let step = walk.step(direction)
    return Transition(
      action: direction?.word ?? Self.noAction, wasEffective: step.wasEffective,
      reward: step.reward, isDone: step.isDone, outcome: outcome(of: step, wasOver: wasOver),
      position: walk.player,
      board: walk.boxes == before.boxes ? nil : task.board(boxes: walk.boxes),
      observation: wasOver ? "" : words.observation(of: step, before: before, now: walk),
      length: step.isDone ? nil : words.turnLength)
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

  package func prompt(advice: String?) -> TurnRequest {
    words.prompt(advice: advice, at: beginning)
  }

  package func reflectionRequest(memory: String?) -> TurnRequest {
    words.reflectionRequest(memory: memory)
  }

  package func retryRequest() -> TurnRequest { words.retryRequest(from: beginning) }
}

// MARK: - Feedback

extension SokobanEpisode {
  /// What happened, for people and large models.
  package var feedback: String {
    story + deadlock + GridCounts.lost(walk.invalidTurns)
  }

  private var story: String {
    let turns = walk.turnsUsed
    let place = task.name(of: walk.player)
    switch walk.end {
    case .solved:
      let boxes = walk.boxes.count == 1 ? "The box is on its goal" : "Every box is on a goal"
      return "\(boxes) after \(GridCounts.moves(turns))."
    case .exhausted:
      let used =
        turns == 1 ? "The only move was used up" : "The \(GridCounts.moves(turns)) were used up"
      return "\(used) and the room is not solved; the agent ended at \(place), "
        + (walk.pushes == 0
          ? "having pushed no box." : "having pushed \(GridCounts.times(walk.pushes)).")
    case nil:
      return "The attempt is not over; the agent is at \(place) after \(GridCounts.moves(turns))."
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
}
