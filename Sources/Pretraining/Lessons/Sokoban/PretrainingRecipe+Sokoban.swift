import Environments
import RLCore
import TinyTransformer

extension PretrainingRecipe {
  /// Reads notes on rooms and writes them.
  ///
  /// - Throws: `SokobanError`, which its own options do not cause.
  package static func sokoban() throws -> PretrainingRecipe {
    let worlds = try RoomWorlds.pretraining()
    var recipe = small(
      name: "sokoban", environment: { try Sokoban() },
      subject: "rooms with a box to push",
      scope: "It knows empty rooms of 6 to 8 squares a side with one box, solved within 8 moves, "
        + "in five or seven letters, and nothing else.",
      words: SokobanLanguage.language.words
    ) { RoomCurriculum(lessons: RoomLessons(worlds: worlds, tokenizer: $0)) }
    // Its drills hold many moves a text, so that it needs fewer texts.
    recipe.batches = 2000
    return recipe
  }

  /// Reads notes on larger rooms that take up to twelve moves, and without one only wanders.
  ///
  /// The base model of Sokoban names a plan by chance in some attempts without rules, which is
  /// all that learning from first attempts needs to begin; this one never saw such a guess.
  ///
  /// - Throws: `SokobanError`, which its own options do not cause.
  package static func farSokoban() throws -> PretrainingRecipe {
    let worlds = try RoomWorlds.far()
    var recipe = small(
      name: "sokoban-far", environment: { try Sokoban(options: .far) },
      subject: "large rooms with a box to push",
      scope: "It knows empty rooms of 7 and 8 squares a side with one box, solved within 12 moves, "
        + "in eight letters, and nothing else.",
      words: SokobanLanguage.language.words
    ) { RoomCurriculum(lessons: RoomLessons(worlds: worlds, guesses: 0, tokenizer: $0)) }
    recipe.batches = 1800
    return recipe
  }
}
