/// Finds the paragraphs of a generated world without an index.
///
/// The order is that of `FullTextIndex`: what is named first, then what mentions it. A lesson of
/// pretraining has a world of its own, for which no index would be worth while.
package struct WorldSearch: Retriever {
  private let world: GeneratedWorld

  package init(_ world: GeneratedWorld) {
    self.world = world
  }

  package func search(_ text: String, limit: Int) -> [Paragraph] {
    let words = Set(text.split(separator: " ").map(String.init))
    let named = world.entities.indices.filter { words.contains(world.entities[$0].name) }
    let mentioning = world.entities.indices.filter { index in
      !named.contains(index) && world.entities[index].relations.contains(where: named.contains)
    }
    return (named + mentioning).prefix(limit).map(world.paragraph(of:))
  }

  package func paragraph(titled title: String) -> Paragraph? {
    world.entities.firstIndex { $0.name == title }.map(world.paragraph(of:))
  }
}
