import ClaimReading
import RLCore

extension SokobanTask {
  package var hiddenTruth: TaskTruth {
    var truth = boardTruth(of: room, budget: budget) { solves($0) }
    // A small letter stands on a goal.
    for kind in [SokobanKind.player, .box] {
      let letter = SokobanCode.letters[code.letter(of: kind)].lowercased()
      truth.symbols[letter] = kind.look.role.rawValue
    }
    truth.statements = Self.statements
    truth.causes = [
      TaskTruth.Cause(
        "stuck",
        [
          "got stuck", "was stuck", "is stuck", "against the wall", "against a wall",
          "in a corner", "into a corner", "dead end", "deadlock",
        ]),
      GridStatements.timeout,
      TaskTruth.Cause("won", ["was solved", "succeeded", "reached its goal", "and won"]),
    ]
    truth.evidence = { evidence(in: $0) }
    return truth
  }

  private static let statements = [
    TaskTruth.Statement(
      "pull", ["pull", "pulled", "dragged", "drag"], isTrue: false),
    TaskTruth.Statement(
      "one box", ["only one box at a time", "one box at a time", "a single box at a time"],
      isTrue: true),
    TaskTruth.Statement(
      "one box", ["two boxes at once", "several boxes at once", "more than one box at"],
      isTrue: false),
    TaskTruth.Statement(
      "push",
      [
        "behind it … free", "behind it … empty", "behind the box … free",
        "behind the box … empty", "beyond it … free", "other side … free",
      ],
      isTrue: true),
    TaskTruth.Statement(
      "deadlock", ["corner … cannot", "corner … stuck", "wall … stuck", "corner … lost"],
      isTrue: true),
    TaskTruth.Statement(
      "solved",
      ["every box … goal", "all boxes … goal", "box is on the goal", "box … onto the goal"],
      isTrue: true),
  ]

  /// Whether moves bring every box to a goal within the budget.
  private func solves(_ moves: [String]) -> Bool {
    var walk = SokobanWalk(room: room, budget: budget)
    for move in moves { _ = walk.step(GridDirection(reading: move)) }
    return walk.end == .solved
  }

  /// What was walked on, pushed or run into has shown what it is.
  private func evidence(in turns: [Turn]) -> TaskTruth.Evidence {
    var evidence = TaskTruth.Evidence()
    evidence.symbols.insert(SokobanCode.letters[code.letter(of: .player)])
    var walk = SokobanWalk(room: room, budget: budget)
    var pushed: String?
    func letter(_ square: Int) -> String {
      SokobanCode.letters[look(of: square, boxes: walk.boxes, player: nil).letter]
    }
    for turn in turns where turn.outcome != .planned {
      let action = turn.action.flatMap(GridDirection.init(reading:))
      let target = action.flatMap { room.neighbour(of: walk.player, towards: $0) }
      let met = target.map(letter)
      let result = walk.step(action).result
      guard result != .invalid, let met else { continue }
      evidence.symbols.insert(met)
      if case .pushed(_, let to) = result {
        pushed = met
        if room.isGoal[to] {
          evidence.symbols.insert(SokobanCode.letters[code.letter(of: .goal)])
        }
      }
    }
    switch walk.end {
    case .solved: (evidence.cause, evidence.culprit) = (SokobanLanguage.Result.won.rawValue, pushed)
    case .exhausted:
      let isDead = !walk.deadBoxes.isEmpty
      evidence.cause = (isDead ? SokobanLanguage.Result.stuck : .timeout).rawValue
      evidence.culprit = isDead ? pushed : nil
    case nil: break
    }
    return evidence
  }
}
