import RLCore

/// One attempt at a lake in the words of `FrozenLakeLanguage`.
///
/// The first turn names a target and moves nothing; each turn after it is one action word.
package struct FrozenLakeEpisode: EnvironmentEpisode {
  private enum Phase {
    case planning
    case moving
  }

  private let task: FrozenLakeTask
  private var walk: LakeWalk
  private var phase = Phase.planning

  package init(task: FrozenLakeTask, generator: SeededGenerator) {
    self.task = task
    walk = LakeWalk(
      map: task.map, budget: task.budget, isSlippery: task.isSlippery, generator: generator)
  }

  package var position: Int? { task.start }

  package mutating func respond(to text: String) -> Transition {
    switch phase {
    case .planning:
      phase = .moving
      return Transition(
        action: nil, wasEffective: false, reward: 0, isDone: false, outcome: .planned,
        position: walk.position, observation: words(.play, view), length: .word)
    case .moving:
      return move(GridDirection(reading: text))
    }
  }

  private mutating func move(_ direction: GridDirection?) -> Transition {
    let wasOver = walk.end != nil
    let before = walk.position
    var step = walk.step(direction)
    if step.isDone, !wasOver, walk.end != .solved {
      step.reward = task.consolation(at: walk.end == .failed ? before : walk.position)
    }
    return Transition(
      action: direction?.word ?? FrozenLakeLanguage.none, wasEffective: step.wasEffective,
      reward: step.reward, isDone: step.isDone,
      outcome: walk.end == .exhausted && !wasOver ? .exhausted : step.outcome,
      position: walk.position, observation: wasOver ? "" : observation(of: step),
      length: step.isDone ? nil : .word)
  }

  private func observation(of step: LakeWalk.Step) -> String {
    let met =
      switch step.contact {
      case .square(let square): letter(at: square)
      case .edge: FrozenLakeLanguage.edge
      case .nothing: FrozenLakeLanguage.none
      }
    let result: FrozenLakeLanguage.Result =
      switch step.outcome {
      case .solved: .won
      case .failed: .fell
      case .blocked: .blocked
      case .moved: .moved
      case .invalid, .planned, .exhausted: .invalid
      }
    switch walk.end {
    case .none: return "\(met) \(result.rawValue) \(view)"
    case .exhausted:
      return "\(met) \(result.rawValue) \(FrozenLakeLanguage.Result.timeout.rawValue)"
    case .some: return "\(met) \(result.rawValue)"
    }
  }

  /// Where the agent is and what lies around it: `c2 sees C D D edge move:`.
  private var view: String {
    let around = FrozenLakeLanguage.viewOrder.map { direction in
      task.map.neighbour(of: walk.position, towards: direction).map(letter(at:))
        ?? FrozenLakeLanguage.edge
    }
    return "\(name(of: walk.position)) \(words(.sees, around.joined(separator: " "))) "
      + FrozenLakeLanguage.Keyword.move.rawValue
  }

  private func letter(at square: Int) -> String { LetterCode.letters[task.letters[square]] }

  private func name(of square: Int) -> String {
    GridSquare.name(of: square, width: task.map.width)
  }

  private func words(_ keyword: FrozenLakeLanguage.Keyword, _ rest: String) -> String {
    "\(keyword.rawValue) \(rest)"
  }
}

// MARK: - Requests

extension FrozenLakeEpisode {
  package func prompt(advice: String?) -> TurnRequest {
    let rules = FrozenLakeLanguage.rulebook(
      advice ?? (task.isToldRules ? task.trueRules : nil), letters: task.code.kinds.count)
    let parts = [
      words(.rules, rules), words(.grid, grid), FrozenLakeLanguage.Keyword.target.rawValue,
    ]
    return TurnRequest(parts.joined(separator: " "), length: .words(2))
  }

  package func reflectionRequest(memory: String?) -> TurnRequest {
    let letters = task.code.kinds.count
    let rules = FrozenLakeLanguage.rulebook(memory, letters: letters)
    return TurnRequest(
      "\(words(.memory, rules)) \(FrozenLakeLanguage.Keyword.reflect.rawValue)",
      // Cause and rulebook.
      length: .text(upTo: 2 + 2 * letters))
  }

  package func retryRequest() -> TurnRequest {
    TurnRequest(words(.again, FrozenLakeLanguage.Keyword.target.rawValue), length: .words(2))
  }

  /// The commonest letter, then every square that shows another, by letter and by square.
  private var grid: String {
    var shown = task.letters
    shown[task.start] = task.code.player
    let ground = task.commonestLetter
    var parts = [LetterCode.letters[ground], FrozenLakeLanguage.Keyword.except.rawValue]
    for letter in task.code.kinds.indices where letter != ground {
      for square in shown.indices where shown[square] == letter {
        parts += [LetterCode.letters[letter], name(of: square)]
      }
    }
    return parts.joined(separator: " ")
  }
}

// MARK: - Feedback

extension FrozenLakeEpisode {
  /// What happened, for people and large models; nothing that the agent did not meet is named.
  package var feedback: String {
    let place = name(of: walk.position)
    let turns = walk.turnsUsed
    let story =
      switch walk.end {
      case .solved: "The agent reached the goal at \(place) after \(Self.moves(turns))."
      case .failed: "The agent fell into the hole at \(place) on move \(turns)."
      case .exhausted:
        turns == 1
          ? "The only move was used up; the agent ended at \(place)."
          : "The \(Self.moves(turns)) were used up; the agent ended at \(place)."
      default: "The attempt is not over; the agent is at \(place) after \(Self.moves(turns))."
      }
    return story + invalidTurns
  }

  private var invalidTurns: String {
    switch walk.invalidTurns {
    case 0: ""
    case 1: " 1 move named no direction and was lost."
    case let count: " \(count) moves named no direction and were lost."
    }
  }

  private static func moves(_ count: Int) -> String { count == 1 ? "1 move" : "\(count) moves" }
}
