import RLCore

/// Draws boards with the official distribution.
///
/// A board's size and share of frozen tiles are drawn once; then tiles, start and goal are drawn
/// again and again until the shortest path has a length that was asked for, and until the board
/// belongs to the split. Which split a board belongs to is a hash of its rows.
struct LakeGenerator: Sendable {
  private let options: FrozenLake.Options
  /// Boards that no drawn board may repeat outside training.
  private let trained: Set<[String]>
  /// A proven board of each size, by size and by whether it is held out.
  private var witnesses: [Int: [Bool: LakeMap]] = [:]

  /// One board in this many is held out.
  private static let splits: UInt64 = 8
  private static let trialDraws = 40_000
  private static let trialFinds = 8
  /// The trial found one in 5,000 or more, so this many draws fail about once in e²⁰ tasks.
  private static let largestDraws = 100_000

  /// - Throws: `FrozenLakeError.tooRare` where boards of some size turn up less than once in
  ///   5,000 draws, or never.
  init(options: FrozenLake.Options, trained: Set<[String]>) throws(FrozenLakeError) {
    self.options = options
    self.trained = trained
    for size in options.sizeMinimum...options.sizeMaximum {
      for isHeldOut in [false, true] {
        witnesses[size, default: [:]][isHeldOut] = try witness(size: size, isHeldOut: isHeldOut)
      }
    }
  }

  /// The board at one place of a split: a pure function of its arguments.
  func map(at index: Int, isHeldOut: Bool, seed: UInt64) -> LakeMap {
    var generator = SeededGenerator(
      seed: seed, purpose: isHeldOut ? "frozenlake held-out" : "frozenlake training", index)
    let size =
      options.sizeMinimum + generator.index(below: options.sizeMaximum - options.sizeMinimum + 1)
    let share = frozenShare(using: &generator)
    for _ in 0..<Self.largestDraws {
      let map = Self.draw(size: size, frozenShare: share, using: &generator)
      if accepts(map, isHeldOut: isHeldOut) { return map }
    }
    // Reached only with options at the limit of what the trial let pass.
    return witnesses[size]?[isHeldOut] ?? Self.draw(size: size, frozenShare: 1, using: &generator)
  }

  /// Whether a board's hash keeps it out of training.
  static func isHeldOut(_ map: LakeMap) -> Bool {
    var hash = SeededGenerator(
      seed: 0, purpose: "frozenlake split \(map.rows.joined(separator: "/"))")
    return hash.next() % splits == 0
  }

  private func accepts(_ map: LakeMap, isHeldOut: Bool) -> Bool {
    guard let path = map.shortestPath,
      (options.distanceMinimum...options.distanceMaximum).contains(path)
    else { return false }
    return Self.isHeldOut(map) == isHeldOut && !(isHeldOut && trained.contains(map.rows))
  }

  /// Uniform in [minimum, maximum).
  private func frozenShare(using generator: inout SeededGenerator) -> Double {
    options.frozenMinimum
      + (options.frozenMaximum - options.frozenMinimum) * generator.uniformDouble()
  }

  private static func draw(
    size: Int, frozenShare: Double, using generator: inout SeededGenerator
  ) -> LakeMap {
    var tiles = (0..<(size * size)).map { _ in
      generator.uniformDouble() < frozenShare ? LakeMap.Tile.frozen : .hole
    }
    let start = generator.index(below: tiles.count)
    let other = generator.index(below: tiles.count - 1)
    let goal = other < start ? other : other + 1
    tiles[start] = .start
    tiles[goal] = .goal
    return LakeMap(width: size, height: size, tiles: tiles, start: start, goal: goal)
  }

  /// A board that shows that others can be found.
  private func witness(size: Int, isHeldOut: Bool) throws(FrozenLakeError) -> LakeMap {
    var generator = SeededGenerator(seed: 0, purpose: "frozenlake trial", size, isHeldOut ? 1 : 0)
    var found = 0
    for _ in 0..<Self.trialDraws {
      let share = frozenShare(using: &generator)
      let map = Self.draw(size: size, frozenShare: share, using: &generator)
      guard accepts(map, isHeldOut: isHeldOut) else { continue }
      found += 1
      if found == Self.trialFinds { return map }
    }
    throw .tooRare(
      size: size, minimum: options.distanceMinimum, maximum: options.distanceMaximum,
      found: found, drawn: Self.trialDraws)
  }
}
