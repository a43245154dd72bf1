import Environments
import RLCore
import TinyTransformer

extension PretrainingRecipe {
  /// Reads rulebooks of frozen lakes and writes them.
  ///
  /// - Throws: `FrozenLakeError`, which its own options do not cause.
  package static func frozenLake() throws -> PretrainingRecipe {
    let worlds = try LakeWorlds.pretraining()
    return small(
      name: "frozenlake", environment: { try FrozenLake() },
      subject: "frozen lakes",
      scope: "It knows boards of 4 to 6 squares a side in four or six letters, and nothing else.",
      words: FrozenLakeLanguage.words
    ) { LakeCurriculum(lessons: LakeLessons(worlds: worlds, tokenizer: $0)) }
  }
}
