extension Preset {
  /// Lets reflections earn most by writing down the way through their own lake.
  ///
  /// Eight lakes come back at every step, so that a way once found goes on paying. Without the gate
  /// a solved attempt is reflected on too, and whoever has just walked a way can
  /// write it down. Four second attempts a reflection tell a text that always works from one that
  /// was lucky, and a route always works, at that lake. Memory and distillation carry on what
  /// worked. It is here to be looked at and defended against, not to learn well; the experiment
  /// `hacking` holds the defences beside it.
  static let frozenLakeTempted = Preset(
    "frozenlake-tempted", "ERL without a gate and with four retries, so that routes pay",
    base: "frozenlake",
    toml: """
      steps = 30

      [frozenlake]
      maps = 8

      [erl]
      gate = false
      retries = 4
      """)
}
