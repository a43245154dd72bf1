import RLCore

/// A lake in the words of `FrozenLakeLanguage`; the plan names a target.
struct LakeCompactWords: CompactGridWords {
  private let task: FrozenLakeTask

  init(_ task: FrozenLakeTask) {
    self.task = task
  }

  func prompt(advice: String?, at walk: LakeWalk) -> TurnRequest {
    let parts = [
      words(.rules, rulebook(advice)), words(.grid, grid),
      FrozenLakeLanguage.Keyword.target.rawValue,
    ]
    return TurnRequest(parts.joined(separator: " "), length: .words(2))
  }

  func afterPlan(at walk: LakeWalk) -> String { words(.play, view(walk)) }

  func observation(of step: LakeWalk.Step, before: LakeWalk, now walk: LakeWalk) -> String {
    let met =
      switch step.contact {
      case .square(let square): task.letter(at: square)
      case .edge: FrozenLakeLanguage.edge
      case .nothing: GridLanguage.none
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
    case .none: return "\(met) \(result.rawValue) \(view(walk))"
    case .exhausted:
      return "\(met) \(result.rawValue) \(FrozenLakeLanguage.Result.timeout.rawValue)"
    case .some: return "\(met) \(result.rawValue)"
    }
  }

  func reflectionRequest(memory: String?) -> TurnRequest {
    TurnRequest(
      "\(words(.memory, rulebook(memory))) \(FrozenLakeLanguage.Keyword.reflect.rawValue)",
      // Cause and rulebook.
      length: .text(upTo: 2 + 2 * task.code.kinds.count))
  }

  func retryRequest(from beginning: LakeWalk) -> TurnRequest {
    TurnRequest(words(.again, FrozenLakeLanguage.Keyword.target.rawValue), length: .words(2))
  }

  private func rulebook(_ text: String?) -> String {
    FrozenLakeLanguage.grid.rulebook(text, letters: task.code.kinds.count)
  }

  /// Where the agent is and what lies around it: `c2 sees C D D edge move:`.
  private func view(_ walk: LakeWalk) -> String {
    let around = FrozenLakeLanguage.viewOrder.map { direction in
      task.map.neighbour(of: walk.position, towards: direction).map(task.letter(at:))
        ?? FrozenLakeLanguage.edge
    }
    return "\(task.name(of: walk.position)) \(words(.sees, around.joined(separator: " "))) "
      + FrozenLakeLanguage.Keyword.move.rawValue
  }

  /// The commonest letter, then every square that shows another, by letter and by square.
  private var grid: String {
    let shown = task.shown(agent: task.start)
    let ground = task.commonestLetter
    var parts = [LetterCode.letters[ground], FrozenLakeLanguage.Keyword.except.rawValue]
    for letter in task.code.kinds.indices where letter != ground {
      for square in shown.indices where shown[square] == letter {
        parts += [LetterCode.letters[letter], task.name(of: square)]
      }
    }
    return parts.joined(separator: " ")
  }

  private func words(_ keyword: FrozenLakeLanguage.Keyword, _ rest: String) -> String {
    "\(keyword.rawValue) \(rest)"
  }
}
