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

/// Which relation of a paragraph leads to which kind of entity: the hidden rule of the generated
/// world.
///
/// The names of relations fit what they lead to where the code is fixed, and mean nothing anywhere
/// else.
package struct RelationCode: Sendable, Equatable {
  package static let names = ["maker", "home", "debut", "owner", "source", "rival"]
  /// How many relations a world may have.
  package static let counts = 3...6

  /// The kind that each relation leads to, by index.
  package let kinds: [EntityKind]

  /// Relations in the order of the kinds.
  package static func fixed(_ count: Int) -> RelationCode {
    RelationCode(kinds: Array(EntityKind.allCases.prefix(count)))
  }

  /// Every assignment alike.
  package static func random(
    _ count: Int, using generator: inout SeededGenerator
  ) -> RelationCode {
    RelationCode(kinds: generator.permutation(of: count).map { EntityKind.allCases[$0] })
  }

  /// A random code in which every relation means something else than in the fixed one.
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

  /// The whole truth as notes have it, such as `maker: person. home: place`.
  package var rulebook: String {
    zip(Self.names, kinds).map { CompactLanguage.language.fact($0, is: $1.rawValue) }
      .joined(separator: " ")
  }

  package var legend: [LegendEntry] {
    zip(Self.names, kinds).map { LegendEntry(symbol: $0, meaning: $1.rawValue) }
  }
}
