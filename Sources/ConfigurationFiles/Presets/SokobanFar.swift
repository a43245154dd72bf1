extension Preset {
  /// The paper's Sokoban in small: plain attempts almost never succeed, informed ones often do.
  ///
  /// At least ten moves of twelve are needed, so that wandering leads nowhere, and the base model
  /// never guesses what it was not told. How it was found, what else was tried, and which of it
  /// was chosen by looking stand in `SokobanFar.md` beside this file.
  static let sokobanFar = Preset(
    "sokoban-far", "ERL in rooms that nobody solves who does not know what the letters mean",
    toml: """
      environment = "sokoban"
      algorithm = "erl"
      steps = 60
      prompts_per_step = 8

      [sokoban]
      size = [7, 8]
      moves = [10, 12]
      marks = 3
      budget = 12

      [policy]
      base = "sokoban-far"
      temperature = 0.7

      [erl]
      group_size = 4
      memory = "bank(8)"

      [optimizer]
      learning_rate = 5e-4
      """)

  static let sokobanFarRLVR = Preset(
    "sokoban-far-rlvr", "The baseline: the same rooms and the same model, first attempts only",
    base: "sokoban-far",
    toml: """
      algorithm = "rlvr"
      """)
}
