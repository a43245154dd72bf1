import RLCore

/// Draws rooms with the official distribution: no inner walls, one box, one goal, one player.
///
/// A room's size is drawn once; then box, goal and player are drawn again and again until the
/// fewest moves that solve it are as asked for, and until the room belongs to the split. Which
/// split a room belongs to is a hash of its rows.
struct RoomGenerator: Sendable {
  private let options: Sokoban.Options
  /// Rooms that no drawn room may repeat outside training.
  private let trained: Set<[String]>
  /// A proven room of each size, by size and by whether it is held out.
  private var witnesses: [Int: [Bool: SokobanRoom]] = [:]

  /// One room in this many is held out.
  private static let splits: UInt64 = 8
  private static let trialDraws = 10_000
  private static let trialFinds = 4
  /// The trial found one in 2,500 or more, so this many draws fail about once in e²⁰ tasks.
  private static let largestDraws = 50_000

  /// - Throws: `SokobanError.tooRare` where rooms of some size turn up less than once in 2,500
  ///   draws, or never.
  init(options: Sokoban.Options, trained: Set<[String]>) throws(SokobanError) {
    self.options = options
    self.trained = trained
    for size in options.sizeMinimum...options.sizeMaximum {
      for isHeldOut in [false, true] {
        witnesses[size, default: [:]][isHeldOut] = try witness(size: size, isHeldOut: isHeldOut)
      }
    }
  }

  /// The room at one place of a split: a pure function of its arguments.
  func room(at index: Int, isHeldOut: Bool, seed: UInt64) -> SokobanRoom {
    var generator = SeededGenerator(
      seed: seed, purpose: isHeldOut ? "sokoban held-out" : "sokoban training", index)
    let size =
      options.sizeMinimum + generator.index(below: options.sizeMaximum - options.sizeMinimum + 1)
    for _ in 0..<Self.largestDraws {
      let room = Self.draw(size: size, using: &generator)
      if accepts(room, isHeldOut: isHeldOut) { return room }
    }
    // Reached only with options at the limit of what the trial let pass.
    return witnesses[size]?[isHeldOut] ?? Self.draw(size: size, using: &generator)
  }

  /// Whether a room's hash keeps it out of training.
  static func isHeldOut(_ room: SokobanRoom) -> Bool {
    var hash = SeededGenerator(
      seed: 0, purpose: "sokoban split \(room.rows.joined(separator: "/"))")
    return hash.next() % splits == 0
  }

  private func accepts(_ room: SokobanRoom, isHeldOut: Bool) -> Bool {
    // The hash is cheaper than the search.
    guard Self.isHeldOut(room) == isHeldOut, let moves = room.optimalMoves,
      (options.movesMinimum...options.movesMaximum).contains(moves)
    else { return false }
    return !(isHeldOut && trained.contains(room.rows))
  }

  private static func draw(size: Int, using generator: inout SeededGenerator) -> SokobanRoom {
    let inner = size - 2
    let picked = generator.distinct(3, below: inner * inner).map { index in
      (index / inner + 1) * size + index % inner + 1
    }
    let isWall = (0..<(size * size)).map { square in
      let (row, column) = (square / size, square % size)
      return row == 0 || row == size - 1 || column == 0 || column == size - 1
    }
    var isGoal = [Bool](repeating: false, count: size * size)
    isGoal[picked[0]] = true
    return SokobanRoom(
      width: size, height: size, isWall: isWall, isGoal: isGoal, boxes: [picked[1]],
      player: picked[2])
  }

  /// A room that shows that others can be found.
  private func witness(size: Int, isHeldOut: Bool) throws(SokobanError) -> SokobanRoom {
    var generator = SeededGenerator(seed: 0, purpose: "sokoban trial", size, isHeldOut ? 1 : 0)
    var found = 0
    for _ in 0..<Self.trialDraws {
      let room = Self.draw(size: size, using: &generator)
      guard accepts(room, isHeldOut: isHeldOut) else { continue }
      found += 1
      if found == Self.trialFinds { return room }
    }
    throw .tooRare(
      size: size, minimum: options.movesMinimum, maximum: options.movesMaximum, found: found,
      drawn: Self.trialDraws)
  }
}

extension SeededGenerator {
  /// Uniformly random numbers below `limit`, no two alike, in random order.
  fileprivate mutating func distinct(_ count: Int, below limit: Int) -> [Int] {
    var picked: [Int] = []
    while picked.count < count {
      let index = index(below: limit)
      if !picked.contains(index) { picked.append(index) }
    }
    return picked
  }
}
