/// A room with boxes to push onto goals, as the world knows it, in the official text format.
///
///     ######      #  wall     (space)  floor
///     #  . #      $  box      *  box on a goal
///     # $  #      @  player   +  player on a goal
///     #  @ #      .  goal
///     ######
///
/// Beyond the edge there is wall.
package struct SokobanRoom: GridBoard, Equatable {
  package enum Tile: Character, Sendable, CaseIterable {
    case wall = "#"
    case floor = " "
    case goal = "."
    case box = "$"
    case player = "@"
    case boxOnGoal = "*"
    case playerOnGoal = "+"

    var isGoal: Bool { self == .goal || self == .boxOnGoal || self == .playerOnGoal }
    var isBox: Bool { self == .box || self == .boxOnGoal }
    var isPlayer: Bool { self == .player || self == .playerOnGoal }
  }

  /// Sides that a room may have, walls included.
  package static let sides = 3...100

  package let width: Int
  package let height: Int
  /// Whether each square is wall.
  package let isWall: [Bool]
  /// Whether each square is a goal.
  package let isGoal: [Bool]
  /// Where the boxes begin, ascending.
  package let boxes: [Int]
  /// Where the player begins.
  package let player: Int

  /// Reads a room from rows of the official symbols.
  ///
  /// - Parameters:
  ///   - rows: all equally long.
  ///   - limit: positions that are looked at to find out that it cannot be solved.
  /// - Throws: `SokobanRoomError` where the rows are no room, or it is known that no moves bring
  ///   every box to a goal.
  package init(rows: [String], lookingAt limit: Int = 400_000) throws(SokobanRoomError) {
    let tiles: [Tile]
    do { tiles = try GridRows.tiles(of: rows, sides: Self.sides) } catch { throw .rows(error) }
    let players = tiles.indices.filter { tiles[$0].isPlayer }
    guard let player = players.first, players.count == 1 else {
      throw .playerCount(players.count)
    }
    let boxes = tiles.indices.filter { tiles[$0].isBox }
    let goals = tiles.indices.filter { tiles[$0].isGoal }
    guard boxes.count == goals.count else {
      throw .boxesAndGoals(boxes: boxes.count, goals: goals.count)
    }
    guard !boxes.isEmpty else { throw .noBoxes }
    self.init(
      width: tiles.count / rows.count, height: rows.count, isWall: tiles.map { $0 == .wall },
      isGoal: tiles.map(\.isGoal), boxes: boxes, player: player)
    if solve(limit: limit) == .unsolvable { throw .unsolvable }
  }

  /// A room from parts that are known to be right, such as a generator's.
  init(
    width: Int, height: Int, isWall: [Bool], isGoal: [Bool], boxes: [Int], player: Int
  ) {
    self.width = width
    self.height = height
    self.isWall = isWall
    self.isGoal = isGoal
    self.boxes = boxes
    self.player = player
  }

  package var goals: [Int] { isGoal.indices.filter { isGoal[$0] } }

  /// The room in the official symbols.
  package var rows: [String] {
    rows(of: isWall.indices.map(tile(at:))).map { String($0.map(\.rawValue)) }
  }

  /// What a square shows at the start.
  package func tile(at square: Int) -> Tile {
    if isWall[square] { return .wall }
    if boxes.contains(square) { return isGoal[square] ? .boxOnGoal : .box }
    if square == player { return isGoal[square] ? .playerOnGoal : .player }
    return isGoal[square] ? .goal : .floor
  }

  /// The square that lies in a direction, or `nil` where wall or the edge closes the way.
  package func open(from square: Int, towards direction: GridDirection) -> Int? {
    neighbour(of: square, towards: direction).flatMap { isWall[$0] ? nil : $0 }
  }
}

/// Why rows are no room; rows and columns count from 1.
package enum SokobanRoomError: Error, Equatable, CustomStringConvertible {
  case rows(GridRowsError)
  case playerCount(Int)
  case boxesAndGoals(boxes: Int, goals: Int)
  case noBoxes
  case unsolvable

  package var description: String {
    switch self {
    case .rows(let error):
      error.words(
        board: "room", sides: SokobanRoom.sides,
        tiles: "'#', ' ', '.', '$', '@', '*' or '+'")
    case .playerCount(let count):
      "The room has \(count == 0 ? "no player" : "\(count) players"). "
        + "Put exactly one '@' or '+' into it."
    case .boxesAndGoals(let boxes, let goals):
      "The room has \(Self.count(boxes, "box", "boxes")) but \(Self.count(goals, "goal", "goals")). "
        + "Give every box a goal."
    case .noBoxes:
      "The room has no boxes. Put a '$' and a '.' into it."
    case .unsolvable:
      "No moves bring every box to a goal. Move a box away from the walls, or open a way."
    }
  }

  private static func count(_ count: Int, _ one: String, _ many: String) -> String {
    count == 1 ? "1 \(one)" : "\(count == 0 ? "no" : "\(count)") \(many)"
  }
}
