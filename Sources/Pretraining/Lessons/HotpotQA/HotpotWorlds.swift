import Environments
import RLCore

/// Worlds to pretrain on: small ones, each with its own facts and its own meaning of the letters.
struct HotpotWorlds: Sendable {
  /// A world, a question about it, and how attempts at it are worded.
  struct Scene {
    let world: GeneratedWorld
    let question: WorldQuestion
    let task: HotpotTask

    /// What every letter stands for.
    var truth: Belief<EntityKind> { Belief(kinds: world.code.kinds) }
    var kinds: [EntityKind] { world.code.kinds }

    func name(_ entity: Int) -> String { world.entities[entity].name }
  }

  /// Entities of a world: four or more of each kind, as often mentioned as in the large world.
  private static let size = 24
  /// Relations, and results that a search shows, by how often they are drawn.
  private static let relations = [3, 4, 4, 4, 4, 5, 6]
  private static let results = [1, 1, 1, 1, 2]

  func next(using generator: inout SeededGenerator) -> Scene {
    let relations = Self.relations[generator.index(below: Self.relations.count)]
    let names = WorldNames.all.shuffled(using: &generator).prefix(Self.size)
    let world = GeneratedWorld(
      names: Array(names), code: .random(relations, using: &generator), using: &generator)
    let question = world.question(using: &generator)
    let item = world.item(for: question, split: .training, paragraphs: 0, using: &generator)
    var limits = HotpotLimits()
    limits.topK = Self.results[generator.index(below: Self.results.count)]
    return Scene(
      world: world, question: question,
      task: HotpotTask(
        item, retriever: WorldSearch(world), wording: .compact(relations: relations),
        limits: limits, trueRules: world.code.rulebook))
  }
}
