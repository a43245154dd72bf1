import RLCore

/// What a letter stands for in truth, which nobody tells.
package enum SokobanKind: String, GridKind {
  case player
  case box
  case goal
  case floor
  case wall

  package var look: TileLook {
    switch self {
    case .player: TileLook(.agent, sign: "P")
    case .box: TileLook(.movable, sign: "$")
    case .goal: TileLook(.goal, sign: "G")
    case .floor: TileLook(.floor, sign: ".")
    case .wall: TileLook(.wall, sign: "#")
    }
  }

  /// How it looks on a goal.
  var lookOnGoal: TileLook { TileLook(.goal, sign: self == .box ? "*" : "+") }
}

/// Which letters stand for what.
///
/// Officially there are five, and a small letter is a player or a box on a goal: `a`, `b`. Marks
/// are further letters that stand for floor: each is seen once, like the box and the goal, so
/// that nothing but pushing and standing tells which is which.
package struct SokobanCode: GridCode, Equatable {
  /// Letters by their index.
  package static let letters = ["A", "B", "C", "D", "E", "F", "G", "H"]
  /// How many marks there may be.
  package static let marks = 0...3

  /// The kind of each letter, by letter index.
  package let kinds: [SokobanKind]
  /// The letter index of each place: player, box, goal, floor, wall, marks.
  private let letterOfPlace: [Int]

  private static let places: [SokobanKind] = [
    .player, .box, .goal, .floor, .wall, .floor, .floor, .floor,
  ]
  private static let kindCount = 5

  /// A code that gives place `i` the letter `order[i]`.
  private init(order: [Int]) {
    letterOfPlace = order
    var kinds = [SokobanKind](repeating: .floor, count: order.count)
    for (place, letter) in order.enumerated() { kinds[letter] = Self.places[place] }
    self.kinds = kinds
  }

  /// `A` player, `B` box, `C` goal, `D` floor, `E` wall, and every mark floor too.
  ///
  /// The number of marks is cut to what is possible.
  package static func fixed(marks: Int) -> SokobanCode {
    SokobanCode(order: Array(0..<letterCount(marks)))
  }

  /// Every assignment of letters to places alike.
  package static func random(
    marks: Int, using generator: inout SeededGenerator
  ) -> SokobanCode {
    SokobanCode(order: generator.permutation(of: letterCount(marks)))
  }

  /// A random code under which some letter means something else than in the fixed one.
  package static func permuted(
    marks: Int, using generator: inout SeededGenerator
  ) -> SokobanCode {
    let code = random(marks: marks, using: &generator)
    guard code.kinds == fixed(marks: marks).kinds else { return code }
    return SokobanCode(order: code.letterOfPlace.map { ($0 + 1) % code.kinds.count })
  }

  private static func letterCount(_ marks: Int) -> Int {
    kindCount + min(max(marks, self.marks.lowerBound), self.marks.upperBound)
  }

  package var marks: Int { kinds.count - Self.kindCount }

  /// The letter index of the first letter of a kind.
  package func letter(of kind: SokobanKind) -> Int {
    letterOfPlace[Self.places.firstIndex(of: kind) ?? 0]
  }

  /// The letter index of a mark.
  func letter(ofMark mark: Int) -> Int { letterOfPlace[Self.kindCount + mark] }

  /// The squares of a room that show a mark, by mark; the room alone decides them.
  func marked(in room: SokobanRoom) -> [Int] {
    guard marks > 0 else { return [] }
    var generator = SeededGenerator(
      seed: 0, purpose: "sokoban marks \(room.rows.joined(separator: "/"))")
    let floor = room.isWall.indices.filter { room.tile(at: $0) == .floor }
    return generator.permutation(of: floor.count).prefix(marks).map { floor[$0] }
  }

  /// The symbols and their meanings, for people.
  package var legend: [LegendEntry] {
    letterLegend
      + [SokobanKind.player, .box].map { kind in
        LegendEntry(
          symbol: Self.letters[letter(of: kind)].lowercased(),
          meaning: "\(kind.rawValue) on goal", look: kind.lookOnGoal)
      }
  }
}
