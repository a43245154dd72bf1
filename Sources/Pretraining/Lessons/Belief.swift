import Environments
import RLCore

/// What somebody holds each letter for; `nil` where they do not know.
package struct Belief: Sendable, Equatable {
  package var kinds: [TileKind?]

  package init(kinds: [TileKind?]) {
    self.kinds = kinds
  }

  /// The kinds that the letters of an alphabet stand for, in no particular order.
  package static func kinds(letters: Int) -> [TileKind] {
    LetterCode.Alphabet(rawValue: letters).map { LetterCode.fixed($0).kinds } ?? []
  }

  /// Nothing is known of any letter.
  package static func ignorance(letters: Int) -> Belief {
    Belief(kinds: [TileKind?](repeating: nil, count: letters))
  }

  /// The rulebook in words: `A player B goal C unknown …`.
  package var rulebook: String {
    kinds.enumerated().map { letter, kind in
      "\(LetterCode.letters[letter]) \(kind?.rawValue ?? "unknown")"
    }.joined(separator: " ")
  }

  /// Fills what is unknown with a random choice of the kinds that are left over.
  package func completed(using generator: inout SeededGenerator) -> Belief {
    var left = Self.kinds(letters: kinds.count)
    for kind in kinds {
      if let kind, let index = left.firstIndex(of: kind) { left.remove(at: index) }
    }
    left.shuffle(using: &generator)
    var filled = self
    for letter in kinds.indices where kinds[letter] == nil {
      filled.kinds[letter] = left.popLast() ?? TileKind.allCases.randomElement(using: &generator)
    }
    return filled
  }

  /// Every letter forgotten with the given probability.
  package func forgetting(_ share: Double, using generator: inout SeededGenerator) -> Belief {
    var belief = self
    for letter in kinds.indices where Double(generator.uniform()) < share {
      belief.kinds[letter] = nil
    }
    return belief
  }

  /// Every letter taken for something random with the given probability.
  package func mistaking(_ share: Double, using generator: inout SeededGenerator) -> Belief {
    var belief = self
    for letter in kinds.indices where Double(generator.uniform()) < share {
      belief.kinds[letter] = TileKind.allCases.randomElement(using: &generator)
    }
    return belief
  }

  /// What the other belief knows, where this one does not.
  package func merged(with other: Belief) -> Belief {
    Belief(kinds: zip(kinds, other.kinds).map { $0 ?? $1 })
  }
}
