/// What a language model is asked, on a server or as a folder: `--policy openai:URL --model NAME`.
///
/// Sizes fit some 15 tokens a second, at which a small model writes on two cores: most of a run is
/// waiting. Whoever has a faster one raises `steps`, `prompts_per_step` and `evaluation.episodes`.
extension Preset {
  static let frozenLakeLM = Preset(
    "frozenlake-lm", "Small lakes for a language model: add --policy openai:URL --model NAME",
    toml: """
      environment = "frozenlake"
      algorithm = "erl"
      steps = 4
      prompts_per_step = 2
      checkpoint_every = 1

      [frozenlake]
      size = 3
      distance = [1, 3]
      letters = 4
      budget = 4
      prompts = "shipped"
      examples = 4

      [erl]
      group_size = 2

      [evaluation]
      episodes = 8
      permuted = false

      [probes]
      share = 0
      """)

  static let sokobanLM = Preset(
    "sokoban-lm", "Small rooms for a language model: add --policy openai:URL --model NAME",
    base: "frozenlake-lm",
    toml: """
      environment = "sokoban"

      [policy]
      base = "sokoban"

      [sokoban]
      size = 5
      moves = [1, 4]
      marks = 0
      budget = 6
      prompts = "shipped"
      examples = 4
      """)

  static let hotpotQALM = Preset(
    "hotpotqa-lm",
    "Questions of a file for a language model: add --policy, --model, --set hotpotqa.tasks=FILE",
    base: "frozenlake-lm",
    toml: """
      environment = "hotpotqa"

      [policy]
      base = "hotpotqa"

      [hotpotqa]
      prompts = "shipped"
      examples = 3
      """)
}
