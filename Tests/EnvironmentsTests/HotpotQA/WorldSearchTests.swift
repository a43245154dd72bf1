import Environments
import RLCore
import Testing

@Suite struct WorldSearchTests {
  @Test func `a world is searched without an index as with one`() throws {
    for seed in 0..<5 {
      var generator = SeededGenerator(seed: UInt64(seed))
      let world = GeneratedWorld(
        names: Array(WorldNames.all.prefix(24)), code: .random(4, using: &generator),
        using: &generator)
      let search = WorldSearch(world)
      let index = try FullTextIndex(of: world.entities.indices.map(world.paragraph(of:)))
      for entity in world.entities {
        let found = index.search(entity.name, limit: 50)
        #expect(search.search(entity.name, limit: 50).map(\.title) == found.map(\.title))
        #expect(search.search(entity.name, limit: 1).map(\.text) == found.prefix(1).map(\.text))
        #expect(found.first?.title == entity.name)
        #expect(search.paragraph(titled: entity.name) != nil)
      }
      #expect(search.search("nothing", limit: 5).isEmpty)
    }
  }
}
