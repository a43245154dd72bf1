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

  /// Reads rulebooks of Sokoban and writes them.
  ///
  /// - Throws: `SokobanError`, which its own options do not cause.
  package static func sokoban() throws -> PretrainingRecipe {
    let worlds = try RoomWorlds.pretraining()
    var recipe = small(
      name: "sokoban", environment: { try Sokoban() },
      subject: "rooms with a box to push",
      scope: "It knows empty rooms of 6 to 8 squares a side with one box, solved within 8 moves, "
        + "in five or seven letters, and nothing else.",
      words: SokobanLanguage.words
    ) { RoomCurriculum(lessons: RoomLessons(worlds: worlds, tokenizer: $0)) }
    // Its drills hold many moves a text, so that it needs fewer texts.
    recipe.batches = 3000
    return recipe
  }

  /// Reads rulebooks of larger rooms that take up to twelve moves, and without one only wanders.
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
      words: SokobanLanguage.words
    ) { RoomCurriculum(lessons: RoomLessons(worlds: worlds, guesses: 0, tokenizer: $0)) }
    recipe.batches = 2400
    return recipe
  }

  /// Reads rulebooks of generated worlds, looks answers up by them, and writes them.
  package static func hotpotQA() -> PretrainingRecipe {
    var recipe = small(
      name: "hotpotqa", environment: { try HotpotQA() },
      subject: "generated worlds of people, places and works",
      scope: "It knows worlds of three to six relations, searched with one or two results, and "
        + "nothing else: of English it knows no word.",
      words: WordTokenizer.Special.allCases.map(\.rawValue) + CompactLanguage.words
    ) { HotpotCurriculum(lessons: HotpotLessons(tokenizer: $0)) }
    // Questions of a file, which it cannot answer, shall at least not be too long for it.
    recipe.configuration.maximumPositions = 8192
    recipe.batches = 3000
    return recipe
  }

  /// A plain Qwen3-style decoder of some 205,000 parameters.
  ///
  /// Rotary frequencies reach down to 1 / 100 a token only, since no text is longer than a few
  /// hundred.
  private static func small(
    name: String, environment: @escaping @Sendable () throws -> any Environment, subject: String,
    scope: String, words: [String],
    curriculum: @escaping @Sendable (any TextTokenizer) -> any Curriculum
  ) -> PretrainingRecipe {
    // The tokenizer has its own special words.
    let words = words.dropFirst(WordTokenizer.Special.allCases.count).filter {
      !$0.hasPrefix("<")
    }
    let size = WordTokenizer.Special.allCases.count + words.count
    return PretrainingRecipe(
      name: name, environment: environment, subject: subject, scope: scope,
      configuration: TransformerConfiguration(
        vocabularySize: (size + 7) / 8 * 8, hiddenSize: 64, intermediateSize: 256, layerCount: 3,
        headCount: 4, headDimension: 16, ropeTheta: 100, maximumPositions: 512),
      vocabulary: words, curriculum: curriculum)
  }
}
