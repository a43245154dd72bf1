import RLCore

/// What a letter can stand for.
package protocol HiddenKind: RawRepresentable<String>, CaseIterable, Equatable, Sendable {
  /// Letters by their index.
  static var letters: [String] { get }
}

/// What somebody holds each letter for; `nil` where they do not know.
package struct Belief<Kind: HiddenKind>: Sendable, Equatable {
  package var kinds: [Kind?]

  package init(kinds: [Kind?]) {
    self.kinds = kinds
  }

  /// Nothing is known of any letter.
  package static func ignorance(letters: Int) -> Belief {
    Belief(kinds: [Kind?](repeating: nil, count: letters))
  }

  /// Fills what is unknown with a random choice of the kinds that are left over.
  ///
  /// The inventory holds the kinds that the letters stand for, in no particular order.
  package func completed(
    from inventory: [Kind], using generator: inout SeededGenerator
  ) -> Belief {
    var left = inventory
    for kind in kinds {
      if let kind, let index = left.firstIndex(of: kind) { left.remove(at: index) }
    }
    left.shuffle(using: &generator)
    var filled = self
    for letter in kinds.indices where kinds[letter] == nil {
      filled.kinds[letter] = left.popLast() ?? Kind.allCases.randomElement(using: &generator)
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
      belief.kinds[letter] = Kind.allCases.randomElement(using: &generator)
    }
    return belief
  }

  /// What the other belief knows, where this one does not.
  package func merged(with other: Belief) -> Belief {
    Belief(kinds: zip(kinds, other.kinds).map { $0 ?? $1 })
  }
}
