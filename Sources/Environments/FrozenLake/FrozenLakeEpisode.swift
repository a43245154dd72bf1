import RLCore

/// One attempt at a lake, in the words of its task.
package struct FrozenLakeEpisode: GridEpisode {
  private let task: FrozenLakeTask
  private let words: any GridWords<LakeWalk, LakeWalk.Step>
  private let beginning: LakeWalk
  private var walk: LakeWalk
  private var isPlanning: Bool

  package init(task: FrozenLakeTask, generator: SeededGenerator) {
    self.task = task
    words = task.words
    walk = LakeWalk(
      map: task.map, budget: task.budget, isSlippery: task.isSlippery, generator: generator)
    beginning = walk
    isPlanning = words.beginsWithPlan
  }

  package var position: Int? { task.start }

  package mutating func respond(to text: String) -> Transition {
    guard isPlanning else { return move(words.direction(in: text)) }
    isPlanning = false
    return Transition(
      action: nil, wasEffective: false, reward: 0, isDone: false, outcome: .planned,
      position: walk.position, observation: words.afterPlan(at: walk), length: words.turnLength)
  }

  private mutating func move(_ direction: GridDirection?) -> Transition {
    let wasOver = walk.end != nil
    let before = walk
    var step = walk.step(direction)
    if step.isDone, !wasOver, walk.end != .solved {
      step.reward = task.consolation(
        at: walk.end == .failed ? before.position : walk.position)
    }
    return Transition(
      action: direction?.word ?? Self.noAction, wasEffective: step.wasEffective,
      reward: step.reward, isDone: step.isDone,
      outcome: walk.end == .exhausted && !wasOver ? .exhausted : step.outcome,
      position: walk.position,
      observation: wasOver ? "" : words.observation(of: step, before: before, now: walk),
      length: step.isDone ? nil : words.turnLength)
  }

  package func prompt(advice: String?) -> TurnRequest {
    words.prompt(advice: advice ?? (task.isToldRules ? task.trueRules : nil), at: beginning)
  }

  package func reflectionRequest(memory: String?) -> TurnRequest {
    words.reflectionRequest(memory: memory)
  }

  package func retryRequest() -> TurnRequest { words.retryRequest(from: beginning) }
}

// MARK: - Feedback

extension FrozenLakeEpisode {
  /// What happened, for people and large models; nothing that the agent did not meet is named.
  package var feedback: String {
    let place = task.name(of: walk.position)
    let turns = walk.turnsUsed
    let moves = GridCounts.moves(turns)
    let story =
      switch walk.end {
      case .solved: "The agent reached the goal at \(place) after \(moves)."
      case .failed: "The agent fell into the hole at \(place) on move \(turns)."
      case .exhausted:
        turns == 1
          ? "The only move was used up; the agent ended at \(place)."
          : "The \(moves) were used up; the agent ended at \(place)."
      default: "The attempt is not over; the agent is at \(place) after \(moves)."
      }
    return story + GridCounts.lost(walk.invalidTurns)
  }
}
