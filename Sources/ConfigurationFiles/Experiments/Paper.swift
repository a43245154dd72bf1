extension ShippedExperiment {
  /// The paper's comparison and its two ablations (arXiv 2602.13949, table 1 and figure 7).
  static let paper = ShippedExperiment(
    "paper", "ERL against RLVR on lakes, without memory, without reflection: the paper's table",
    toml: """
      name = "paper"
      title = "The paper's table 1, on FrozenLake"
      question = "Does ERL reach more than RLVR for the same number of generated tokens, and what \
      do memory and reflection contribute?"
      baseline = "rlvr"
      seeds = 5
      claims = ["S8"]
      preset = "frozenlake"

      [arms.erl]
      title = "ERL"
      published = { Qwen3-4B = 0.94, Olmo-3-7B = 0.66 }

      [arms.rlvr]
      title = "RLVR"
      preset = "frozenlake-rlvr"
      published = { Qwen3-4B = 0.86, Olmo-3-7B = 0.39 }

      [arms.no-memory]
      title = "without memory"
      published = { Qwen3-4B = 0.86, Olmo-3-7B = 0.64 }
      set.erl.memory = "none"

      [arms.no-reflection]
      title = "raw history"
      published = { Qwen3-4B = 0.60, Olmo-3-7B = 0.54 }
      set.erl.reflector = "none"

      [arms.oracle]
      title = "told the true rules"
      set.erl.reflector = "oracle"
      """)
}
