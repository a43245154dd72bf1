import Environments
import RLCore
import TinyTransformer

extension PretrainingRecipe {
  /// Reads notes on generated worlds, looks answers up by them, and writes them.
  package static func hotpotQA() -> PretrainingRecipe {
    var recipe = small(
      name: "hotpotqa", environment: { try HotpotQA() },
      subject: "generated worlds of people, places and works",
      scope: "It knows worlds of three to six relations, searched with one or two results, and "
        + "nothing else: of English it knows only the sentences of these worlds.",
      words: CompactLanguage.language.words
    ) { HotpotCurriculum(lessons: HotpotLessons(tokenizer: $0)) }
    // Questions of a file, which it cannot answer, shall at least not be too long for it.
    recipe.configuration.maximumPositions = 8192
    recipe.batches = 3000
    return recipe
  }
}
