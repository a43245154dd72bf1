extension ShippedExperiment {
  /// What reviewers of the paper said about why it works, each with the runs that it takes.
  static let claims = claims(
    "claims", "Ten claims about why ERL works, each measured and judged, on lakes",
    title: "Ten claims about why ERL works, on FrozenLake", preset: "frozenlake",
    claims: (1...10).map { "S\($0)" }, further: toldAndShaped)

  /// The same where plain attempts almost never succeed: what is told or shaped there is another
  /// experiment, so the claim about it is left out.
  static let claimsSokobanFar = claims(
    "claims-sokoban-far", "Nine claims about why ERL works, in rooms that nobody solves by chance",
    title: "Nine claims about why ERL works, in far rooms of Sokoban", preset: "sokoban-far",
    claims: [1, 2, 3, 4, 5, 7, 8, 9, 10].map { "S\($0)" }, seeds: 41...45)

  // The seeds had no part in choosing the preset.
  private static func claims(
    _ name: String, _ summary: String, title: String, preset: String, claims: [String],
    seeds: ClosedRange<Int> = 11...20, further: String = ""
  ) -> ShippedExperiment {
    ShippedExperiment(
      name, summary,
      toml: """
        name = "\(name)"
        title = "\(title)"
        question = "Which of the reasons that reviewers of the paper gave hold for this task and \
        model?"
        baseline = "rlvr"
        seeds = \(Array(seeds))
        claims = [\(claims.map { "\"\($0)\"" }.joined(separator: ", "))]
        preset = "\(preset)"

        [arms.erl]
        title = "ERL"

        [arms.rlvr]
        title = "RLVR"
        preset = "\(preset)-rlvr"

        [arms.no-distillation]
        title = "no distillation"
        set.erl.train.distillation = "off"

        [arms.distillation-only]
        title = "distillation only"
        set.erl.train = { first = false, reflection = false, second = false }

        [arms.blind-distillation]
        title = "rejection sampling"
        set.erl.reflector = "blind"
        set.erl.train = { first = false, second = false }

        [arms.blind]
        title = "blind retry"
        set.erl.reflector = "blind"

        [arms.no-reflection]
        title = "raw history"
        set.erl.reflector = "none"

        [arms.placebo]
        title = "another task's reflection"
        set.erl.reflector = "placebo"

        [arms.pooled]
        title = "pooled groups"
        set.erl.advantages = "pooled"

        [arms.frozen]
        title = "frozen reflector"
        set.erl.reflector = "frozen"

        [arms.oracle]
        title = "told the true rules"
        set.erl.reflector = "oracle"

        \(further)
        """)
  }

  /// Lakes on which there is less to find out.
  private static let toldAndShaped = """
    [arms.erl-told-sparse]
    title = "ERL, rules told"
    set.frozenlake.rules = "told"

    [arms.rlvr-told-sparse]
    title = "RLVR, rules told"
    preset = "frozenlake-rlvr"
    set.frozenlake.rules = "told"

    [arms.erl-hidden-shaped]
    title = "ERL, shaped reward"
    set.frozenlake.reward = "shaped"

    [arms.rlvr-hidden-shaped]
    title = "RLVR, shaped reward"
    preset = "frozenlake-rlvr"
    set.frozenlake.reward = "shaped"

    [arms.erl-told-shaped]
    title = "ERL, both"
    set.frozenlake = { rules = "told", reward = "shaped" }

    [arms.rlvr-told-shaped]
    title = "RLVR, both"
    preset = "frozenlake-rlvr"
    set.frozenlake = { rules = "told", reward = "shaped" }
    """
}
