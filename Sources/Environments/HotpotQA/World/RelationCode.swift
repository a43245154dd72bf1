import RLCore

/// What an entity of the generated world is.
package enum EntityKind: String, Sendable, CaseIterable {
  case person
  case place
  case film
  case company
  case book
  case team
}

/// Which letter of a paragraph leads to which kind of entity: the hidden rule of the generated
/// world.
package struct RelationCode: Sendable, Equatable {
  package static let letters = ["A", "B", "C", "D", "E", "F"]
  /// How many relations a world may have.
  package static let counts = 3...6

  /// The kind that each letter leads to, by letter index.
  package let kinds: [EntityKind]

  /// Letters in the order of the kinds.
  package static func fixed(_ count: Int) -> RelationCode {
    RelationCode(kinds: Array(EntityKind.allCases.prefix(count)))
  }

  /// Every assignment alike.
  package static func random(
    _ count: Int, using generator: inout SeededGenerator
  ) -> RelationCode {
    RelationCode(kinds: generator.permutation(of: count).map { EntityKind.allCases[$0] })
  }

  /// A random code in which every letter means something else than in the fixed one.
  package static func permuted(
    _ count: Int, using generator: inout SeededGenerator
  ) -> RelationCode {
    let fixed = fixed(count)
    while true {
      let code = random(count, using: &generator)
      if zip(code.kinds, fixed.kinds).allSatisfy({ $0 != $1 }) { return code }
    }
  }

  package init(kinds: [EntityKind]) {
    self.kinds = kinds
  }

  /// The letter that leads to a kind.
  func letter(for kind: EntityKind) -> String {
    kinds.firstIndex(of: kind).map { Self.letters[$0] } ?? CompactLanguage.none
  }

  /// The whole truth as a reflection's advice: `A person B place …`.
  package var rulebook: String {
    zip(Self.letters, kinds).map { "\($0) \($1.rawValue)" }.joined(separator: " ")
  }

  package var legend: [LegendEntry] {
    zip(Self.letters, kinds).map { LegendEntry(symbol: $0, meaning: $1.rawValue) }
  }
}
