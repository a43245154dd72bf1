import Environments
import RLCore
import TinyTransformer

extension PretrainingRecipe {
  /// Reads notes on frozen lakes and writes them.
  ///
  /// - Throws: `FrozenLakeError`, which its own options do not cause.
  package static func frozenLake() throws -> PretrainingRecipe {
    let worlds = try LakeWorlds.pretraining()
    var recipe = small(
      name: "frozenlake", environment: { try FrozenLake() },
      subject: "frozen lakes",
      scope: "It knows boards of 4 to 6 squares a side in four or six letters, and nothing else.",
      words: FrozenLakeLanguage.language.words
    ) { LakeCurriculum(lessons: LakeLessons(worlds: worlds, tokenizer: $0)) }
    recipe.batches = 6500
    return recipe
  }
}
