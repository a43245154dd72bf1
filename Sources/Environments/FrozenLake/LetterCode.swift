import RLCore

/// What a square is in truth, which the letters hide.
package enum TileKind: String, GridKind {
  case player
  case goal
  case hole
  case safe

  package var look: TileLook {
    switch self {
    case .player: TileLook(.agent, sign: "P")
    case .goal: TileLook(.goal, sign: "G")
    case .hole: TileLook(.danger, sign: "H")
    case .safe: TileLook(.floor, sign: ".")
    }
  }
}

/// Which letters stand for what.
///
/// Six letters write holes and safe ground with two letters each, so that one find does not tell
/// the other; which of the two a square shows is decided by the board alone.
package struct LetterCode: GridCode, Equatable {
  package enum Alphabet: Int, Sendable, CaseIterable {
    /// One letter a kind, as officially.
    case four = 4
    case six = 6
  }

  /// Letters by their index.
  package static let letters = ["A", "B", "C", "D", "E", "F"]

  /// The kind of each letter, by letter index.
  package let kinds: [TileKind]
  /// The letter index of each place: player, goal, hole, safe, second hole, second safe.
  private let letterOfPlace: [Int]

  private static let places: [TileKind] = [.player, .goal, .hole, .safe, .hole, .safe]
  /// Share of the squares of a kind that show its second letter.
  private static let secondHoleShare = 0.5
  private static let secondSafeShare = 0.2

  /// A code that gives place `i` the letter `letterOfPlace[i]`.
  ///
  /// - Parameter letterOfPlace: an order of `0..<4` or `0..<6`; anything else gives `nil`.
  package init?(letterOfPlace: [Int]) {
    guard Alphabet(rawValue: letterOfPlace.count) != nil,
      letterOfPlace.sorted() == Array(letterOfPlace.indices)
    else { return nil }
    self.init(order: letterOfPlace)
  }

  private init(order: [Int]) {
    letterOfPlace = order
    var kinds = [TileKind](repeating: .safe, count: order.count)
    for (place, letter) in order.enumerated() { kinds[letter] = Self.places[place] }
    self.kinds = kinds
  }

  /// `A` player, `B` goal, `C` hole, `D` safe, and with six letters `E` hole, `F` safe.
  package static func fixed(_ alphabet: Alphabet) -> LetterCode {
    LetterCode(order: Array(0..<alphabet.rawValue))
  }

  /// Every assignment of letters to places alike.
  package static func random(
    _ alphabet: Alphabet, using generator: inout SeededGenerator
  ) -> LetterCode {
    LetterCode(order: generator.permutation(of: alphabet.rawValue))
  }

  /// A random code under which some letter means something else than in the fixed one.
  package static func permuted(
    _ alphabet: Alphabet, using generator: inout SeededGenerator
  ) -> LetterCode {
    let fixed = fixed(alphabet)
    let code = random(alphabet, using: &generator)
    // One in 24 (four letters) or 180 (six) is the fixed code again: its letters move on by one.
    guard code.kinds == fixed.kinds else { return code }
    return LetterCode(order: code.letterOfPlace.map { ($0 + 1) % alphabet.rawValue })
  }

  /// The letter of the agent.
  package var player: Int { letterOfPlace[0] }

  /// The letter index of each square of a map, without the agent.
  package func letters(for map: LakeMap) -> [Int] {
    var generator = SeededGenerator(
      seed: 0, purpose: "frozenlake letters \(map.rows.joined(separator: "/"))")
    let hasSecondLetters = kinds.count == Alphabet.six.rawValue
    return map.tiles.map { tile in
      // One draw a square, whatever it is, so that no square's letter depends on another's kind.
      let draw = generator.uniformDouble()
      switch tile {
      case .goal: return letterOfPlace[1]
      case .hole: return letterOfPlace[hasSecondLetters && draw < Self.secondHoleShare ? 4 : 2]
      case .start, .frozen:
        return letterOfPlace[hasSecondLetters && draw < Self.secondSafeShare ? 5 : 3]
      }
    }
  }

  /// The symbols and their meanings, for people.
  package var legend: [LegendEntry] { letterLegend }
}
