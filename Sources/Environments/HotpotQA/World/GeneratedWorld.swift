import RLCore

/// A world of made-up people, places and works, in which every entity has one relation to an entity
/// of each kind.
///
/// What kind of entity a relation leads to is the hidden rule:
///
///     Kara is a film with maker Tavi and home Pelu and owner Mira from 1954.
package struct GeneratedWorld: Sendable {
  package struct Entity: Sendable {
    package var name: String
    package var kind: EntityKind
    /// The entity that each relation leads to, by index.
    package var relations: [Int]
    package var year: Int
  }

  package let code: RelationCode
  package let entities: [Entity]

  /// - Parameters:
  ///   - names: of the entities, as many as there are; at least two of each kind.
  ///   - code: what the letters mean.
  ///   - generator: draws who is related to whom.
  package init(names: [String], code: RelationCode, using generator: inout SeededGenerator) {
    self.code = code
    let kinds = EntityKind.allCases.prefix(code.kinds.count)
    // As many of each kind.
    let names = names.prefix(names.count - names.count % kinds.count)
    let order = generator.permutation(of: names.count)
    // Every kind has every so manieth entity.
    let members = kinds.indices.map { Array(stride(from: $0, to: names.count, by: kinds.count)) }
    var entities: [Entity] = []
    for (index, name) in order.enumerated() {
      let relations = code.kinds.map { kind in
        Self.draw(members[kinds.firstIndex(of: kind) ?? 0], except: index, using: &generator)
      }
      entities.append(
        Entity(
          name: names[name], kind: kinds[index % kinds.count], relations: relations,
          year: WorldNames.years.lowerBound + generator.index(below: WorldNames.years.count)))
    }
    self.entities = entities
  }

  private static func draw(
    _ members: [Int], except index: Int, using generator: inout SeededGenerator
  ) -> Int {
    let others = members.filter { $0 != index }
    return others.isEmpty ? index : others[generator.index(below: others.count)]
  }

  /// The entity of a kind that another is related to.
  func relation(of entity: Int, to kind: EntityKind) -> Int {
    entities[entity].relations[code.kinds.firstIndex(of: kind) ?? 0]
  }

  /// What is known of an entity, one piece a fact.
  package func paragraph(of index: Int) -> Paragraph {
    let entity = entities[index]
    let facts = zip(RelationCode.names, entity.relations).enumerated().map { place, fact in
      " \(place == 0 ? "with" : "and") \(fact.0) \(entities[fact.1].name)"
    }
    return Paragraph(
      title: entity.name,
      sentences: ["\(entity.name) is a \(entity.kind.rawValue)"] + facts
        + [" from \(entity.year)."])
  }
}
