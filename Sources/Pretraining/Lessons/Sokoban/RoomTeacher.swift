import Environments
import RLCore

/// Plays as somebody would who believes what notes say, or wanders where nothing is believed.
///
/// What happens can refute the belief: what was taken for a box is walked over, or nothing comes
/// of a box on what was taken for the goal. Then the teacher wanders.
struct RoomTeacher: GridTeacher {
  /// What is written as the plan: a box and where it should go.
  let plan: String
  /// Moves to the end as believed; `nil` for the wanderer.
  private var distances: PushDistances?
  private var box: Int
  private let task: SokobanTask
  /// The same walk as the attempt's, whose text the teacher need not read; none before it begins.
  private var walk: SokobanWalk?
  /// Share of moves that are random.
  private let noise: Double

  /// Somebody who pushes what they take for the box to what they take for the goal.
  ///
  /// A belief that names no box or no goal in the room makes a wanderer.
  init(on task: SokobanTask, believing belief: Belief<SokobanKind>, noise: Double) {
    func thing(_ kind: SokobanKind) -> (letter: Int, square: Int)? {
      task.objects.lazy.filter { belief.kinds[$0] == kind }
        .compactMap { letter in task.square(showing: letter).map { (letter, $0) } }.first
    }
    guard let box = thing(.box), let goal = thing(.goal) else {
      self.init(wanderingOn: task)
      return
    }
    self.init(
      plan: "\(task.words(box.letter, box.square)) to \(task.words(goal.letter, goal.square))",
      distances: PushDistances(in: task.room, to: goal.square), box: box.square, task: task,
      noise: noise)
  }

  /// Somebody without rules: names nothing and wanders, never against the wall.
  init(wanderingOn task: SokobanTask) {
    self.init(
      plan: SokobanLanguage.wandering, distances: nil, box: task.room.player, task: task,
      noise: 0)
  }

  private init(
    plan: String, distances: PushDistances?, box: Int, task: SokobanTask, noise: Double
  ) {
    self.plan = plan
    self.distances = distances
    self.box = box
    self.task = task
    self.noise = noise
  }

  /// The next action, and whether it was a slip that should not be learnt.
  func act(
    at player: Int, using generator: inout SeededGenerator
  ) -> (action: GridDirection, isSlip: Bool) {
    if distances != nil, Double(generator.uniform()) < noise {
      return (GridDirection.allCases.randomElement(using: &generator) ?? .up, true)
    }
    let best = distances.map { $0.best(in: task.room, player: player, box: box) } ?? []
    let ways = best.isEmpty ? task.room.ways(from: player) : best
    return (ways.randomElement(using: &generator) ?? .up, false)
  }

  mutating func follow(_ action: GridDirection) {
    var walk = walk ?? SokobanWalk(room: task.room, budget: task.budget)
    learn(from: walk.step(action).result)
    self.walk = walk
  }

  /// Takes in what came of a move.
  mutating func learn(from result: SokobanWalk.Result) {
    switch result {
    case .walked(let square): if square == box { distances = nil }
    case .pushed(let from, let to): if from == box { box = to }
    case .blocked, .invalid: break
    }
  }
}

extension PushDistances {
  /// The directions that bring the end nearer, in the official order; none at the end, or where
  /// it cannot be reached.
  func best(in room: SokobanRoom, player: Int, box: Int) -> [GridDirection] {
    guard player != box, let here = moves(player: player, box: box), here > 0 else { return [] }
    return GridDirection.allCases.filter { direction in
      guard let target = room.open(from: player, towards: direction) else { return false }
      guard target == box else { return moves(player: target, box: box) == here - 1 }
      guard let beyond = room.open(from: target, towards: direction) else { return false }
      return moves(player: target, box: beyond) == here - 1
    }
  }
}

extension SokobanRoom {
  /// The directions that no wall closes.
  func ways(from square: Int) -> [GridDirection] {
    GridDirection.allCases.filter { open(from: square, towards: $0) != nil }
  }
}
