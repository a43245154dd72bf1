import RLCore

/// A lake in plain English, for language models that never saw one of these boards.
///
/// It tells what the compact words tell and no more: where the agent is, what lies around it, and
/// what came of a move.
struct LakePlainWords: PlainGridWords {
  private let task: FrozenLakeTask
  let grid: PlainGrid

  init(_ task: FrozenLakeTask) {
    self.task = task
    var grid = PlainGrid(width: task.map.width, height: task.map.height, budget: task.budget)
    if task.isRewardShaped {
      grid.consolation = "one that only comes near the aim earns up to a half"
    }
    self.grid = grid
  }

  func observation(of step: LakeWalk.Step, before: LakeWalk, now walk: LakeWalk) -> String {
    var parts = [story(of: step)]
    switch walk.end {
    case nil: parts.append(scene(walk))
    case .exhausted: parts.append(PlainGrid.timeout)
    default: break
    }
    return parts.joined(separator: "\n")
  }

  private func story(of step: LakeWalk.Step) -> String {
    switch step.contact {
    case .nothing: return PlainGrid.invalidTurn
    case .edge: return "You met the edge of the board and stayed where you were."
    case .square(let square):
      let came = "You came onto \(task.letter(at: square)) at \(task.name(of: square))"
      return switch step.outcome {
      case .solved: "\(came). \(PlainGrid.won)"
      case .failed: "\(came) and fell in. The attempt is over without success."
      default: "\(came)."
      }
    }
  }

  /// The board, where the agent is on it, what lies around, and how many turns are left.
  func scene(_ walk: LakeWalk) -> String {
    let shown = task.shown(agent: walk.position).map { LetterCode.letters[$0] }
    let around = FrozenLakeLanguage.viewOrder.map { direction in
      let met = task.map.neighbour(of: walk.position, towards: direction).map(task.letter(at:))
      return "\(direction.word) \(met ?? "the edge")"
    }
    return """
      \(grid.board(shown))
      You are at \(task.name(of: walk.position)). Around you: \(around.joined(separator: ", ")).
      \(grid.turnsLeft(walk.budget - walk.turnsUsed))
      """
  }
}

extension LetterCode {
  /// The whole truth in sentences, and what follows from it.
  var plainRules: String {
    let sentences = zip(Self.letters, kinds).map { letter, kind in
      switch kind {
      case .player: "\(letter) is the player."
      case .goal: "\(letter) is the goal."
      case .hole: "\(letter) is a hole."
      case .safe: "\(letter) is safe ground."
      }
    }
    return (sentences + ["Reach the goal without falling into a hole."]).joined(separator: " ")
  }
}
