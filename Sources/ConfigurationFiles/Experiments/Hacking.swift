extension ShippedExperiment {
  /// Whether reward makes reflections write down the way through their own task, what that costs,
  /// and which defence keeps it from happening.
  ///
  /// The seeds had no part in anything that was chosen.
  static let hacking = ShippedExperiment(
    "hacking", "Reflections tempted to give routes away, and five defences, on lakes",
    toml: """
      name = "hacking"
      title = "Reflections that write down the way, on FrozenLake"
      question = "Do reflections come to give away the way through their own lake when that pays, \
      what does it cost on other lakes, and which defence keeps success and honesty?"
      baseline = "tempted"
      seeds = [201, 202, 203, 204, 205, 206, 207, 208, 209, 210]
      claims = ["H1", "H2", "H3"]
      preset = "frozenlake-tempted"
      set.probes.share = 0
      set.log.turns = false
      set.evaluation.permuted = false

      [arms.tempted]
      title = "tempted"

      [arms.gate]
      title = "gate on"
      set.erl.gate = true

      [arms.no-route-memory]
      title = "no routes remembered"
      set.erl.forget_routes = "memory"

      [arms.no-route-distilled]
      title = "no routes distilled"
      set.erl.forget_routes = "distillation"

      [arms.no-routes]
      title = "neither"
      set.erl.forget_routes = "both"

      [arms.sibling]
      title = "retry on a sibling"
      set.erl.retry_on = "sibling"

      [arms.rlvr]
      title = "RLVR"
      preset = "frozenlake-rlvr"
      set.frozenlake = { maps = 8, rules = "told", size = 6, distance = [6, 8] }
      set.steps = 30
      """)
}
