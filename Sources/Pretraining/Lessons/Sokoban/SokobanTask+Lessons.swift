import Environments

extension SokobanTask {
  /// What anybody sees at once: the agent's letter, what surrounds a room, what mostly fills it.
  var atFirstSight: Belief<SokobanKind> {
    var belief = Belief<SokobanKind>.ignorance(letters: code.kinds.count)
    for kind in [SokobanKind.player, .floor, .wall] { belief.kinds[code.letter(of: kind)] = kind }
    return belief
  }

  /// The letters that must be found out: box, goal and marks.
  var objects: [Int] { atFirstSight.kinds.indices.filter { atFirstSight.kinds[$0] == nil } }

  /// The square that shows a letter which is seen once, or `nil`.
  func square(showing letter: Int) -> Int? {
    room.isWall.indices.first {
      look(of: $0, boxes: room.boxes, player: nil).letter == letter
    }
  }
}

extension SokobanKind: HiddenKind {
  package static var letters: [String] { SokobanCode.letters }
}
