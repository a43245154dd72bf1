extension GuideTopic {
  /// What the present base models gave; each table has the command that makes it again.
  static let results = GuideTopic(
    name: "results", summary: "what was found with it, and how to find it again",
    blocks: [
      .paragraph(
        "Held-out success of first attempts, without reflection or memory, on tasks that nothing was "
          + "learnt from. Means over seeds that had no part in choosing the presets, with 95 % "
          + "intervals: ± is Student's t, brackets are the bootstrap-t of 'kolb report'. Between "
          + "evaluations success is interpolated over sequences.")
    ] + lakes + farRooms + otherWorlds + claims + hacking + pretrained)

  private static let lakes: [GuideBlock] = [
    .heading("Lakes: a head start, not a higher ceiling (seeds 11 to 20)"),
    .table([
      ["sequences generated", "1,000", "2,000", "60 steps"],
      ["ERL", "0.73 ± 0.06", "0.87 ± 0.01", "0.88 ± 0.02"],
      ["RLVR", "0.19 ± 0.16", "0.44 ± 0.26", "0.85 ± 0.02"],
      ["raw history instead of a reflection", "0.83 ± 0.03", "0.88 ± 0.02", "0.88 ± 0.02"],
      ["no memory", "0.62 ± 0.07", "0.86 ± 0.02", "0.89 ± 0.01"],
      ["no distillation", "0.04 ± 0.01", "0.26 ± 0.15", "0.86 ± 0.02"],
    ]),
    .code("kolb experiment ablations && kolb report experiments/ablations"),
    .paragraph(
      "The base model succeeds in 0.03, a random walk in 0.02. Distillation alone learns a little "
        + "sooner and ends 0.03 lower (0.01 to 0.08); a retry on the raw history and a retry told "
        + "another task's reflection do as well as one's own; blind retries end at 0.72 (0.26 to "
        + "0.90). Without the gate it ends lower, at 0.80, on twice the tokens."),
  ]

  private static let farRooms: [GuideBlock] = [
    .heading("Far rooms of Sokoban: where RLVR never begins (seeds 41 to 45)"),
    .table([
      ["sequences generated", "1,000", "2,000", "60 steps"],
      ["ERL", "0.67 ± 0.06", "0.92 ± 0.02", "0.92 ± 0.01"],
      ["RLVR", "0.00", "0.00", "0.00"],
      ["raw history instead of a reflection", "0.79 ± 0.06", "0.90 ± 0.07", "0.92 ± 0.03"],
      ["no memory", "0.67 ± 0.11", "0.90 ± 0.02", "0.93 ± 0.05"],
      ["no distillation", "0.00", "0.00", "0.12 ± 0.25"],
    ]),
    .code("kolb experiment ablations-sokoban-far && kolb report experiments/ablations-sokoban-far"),
    .paragraph(
      "Ten moves and more, and a base model that wanders where it was told nothing and never guesses: "
        + "the regime of the paper's Sokoban. A base model that guesses now and then lets RLVR learn in "
        + "the same rooms. How the setting was found stands in SokobanFar.md beside the preset."),
  ]

  private static let otherWorlds: [GuideBlock] = [
    .heading("Rooms and questions as they are (seeds 11 to 15)"),
    .table([
      ["sequences generated", "1,000", "2,000", "60 steps"],
      ["rooms, ERL", "0.75 ± 0.22", "0.84 ± 0.07", "0.86 ± 0.05"],
      ["rooms, RLVR", "0.07 ± 0.17", "0.35 ± 0.54", "0.53 ± 0.58"],
      ["rooms, raw history", "0.78 ± 0.13", "0.84 ± 0.11", "0.83 ± 0.07"],
      ["rooms, no memory", "0.84 ± 0.04", "0.86 ± 0.07", "0.85 ± 0.05"],
      ["rooms, no distillation", "0.16 ± 0.27", "0.60 ± 0.43", "0.79 ± 0.08"],
      ["questions, ERL", "0.24 ± 0.06", "0.88 ± 0.01", "0.88 ± 0.02"],
      ["questions, RLVR", "0.28 ± 0.07", "0.76 ± 0.21", "0.81 ± 0.21"],
      ["questions, raw history", "0.40 ± 0.13", "0.88 ± 0.01", "0.88 ± 0.01"],
      ["questions, no memory", "0.19 ± 0.02", "0.87 ± 0.02", "0.87 ± 0.03"],
      ["questions, no distillation", "0.12 ± 0.03", "0.21 ± 0.08", "0.81 ± 0.21"],
    ]),
    .code("kolb run sokoban --seed 11 --set evaluation.every=2      # and hotpotqa"),
    .paragraph(
      "On questions ERL is not ahead of RLVR at 1,000 sequences, nor surely at 2,000: every tenth first "
        + "attempt of the base model is right, so that plain attempts have enough to learn from. In "
        + "rooms RLVR takes off in some seeds and not in others."),
  ]

  private static let claims: [GuideBlock] = [
    .heading("Ten claims about the method"),
    .table([
      ["", "lakes", "far rooms", "what is claimed"],
      ["S1", "undecided", "undecided", "sampling takes half of a step or more"],
      [
        "S2", "confirmed", "refuted",
        "a reflection makes more of a retry than trying again blindly",
      ],
      ["S3", "undecided", "undecided", "the early gain comes from distillation"],
      ["S4", "undecided", "undecided", "the final gain comes from variance within groups"],
      ["S5", "undecided", "undecided", "a stronger reflector is a better one"],
      ["S6", "confirmed", "", "the gain is largest with hidden rules and sparse reward"],
      ["S7", "undecided", "refuted", "distillation makes training more stable"],
      ["S8", "confirmed", "confirmed", "faster, and no lower in the end"],
      ["S9", "confirmed", "confirmed", "second attempts reach what first ones do not"],
      ["S10", "not measured", "confirmed", "a base that never succeeds leaves RLVR nothing"],
    ]),
    .code(
      """
      kolb open sample-runs/claims.json        # the figures behind each, as they were measured
      kolb open sample-runs/claims-sokoban-far.json
      kolb experiment claims                   # the same again: 170 runs, and 55 of far rooms
      """),
    .paragraph(
      "S3 holds at equal training steps in both worlds; on lakes also at equal optimizer steps, but not "
        + "at equal generated tokens, in far rooms the other way round. "
        + "S2 is refuted in far rooms: over a whole run a retry there does 0.07 worse than another first "
        + "attempt at the same room. Probably that is since first attempts soon succeed and mostly the "
        + "hard ones are left; it was not looked into. Of the prompts at which every first attempt "
        + "failed, reflections solve 0.45 there and blind retries none (S9)."),
  ]

  private static let hacking: [GuideBlock] = [
    .heading("Tempted to give the way away (seeds 201 to 210)"),
    .table([
      ["arm", "held-out at the end", "minus tempted", "share with a route, change"],
      ["tempted", "0.56 (0.48 to 0.61)", "", "-0.04 (-0.11 to 0.10)"],
      ["gate on", "0.66 (0.61 to 0.70)", "+0.10 (0.06 to 0.18)", "0.01 (-0.01 to 0.08), n 9"],
      [
        "no routes remembered", "0.56 (0.49 to 0.61)", "-0.01 (-0.06 to 0.03)",
        "-0.01 (-0.11 to 0.08)",
      ],
      [
        "no routes distilled", "0.66 (0.60 to 0.71)", "+0.10 (0.04 to 0.20)",
        "0.07 (-0.16 to 0.21)",
      ],
      ["neither", "0.69 (0.64 to 0.72)", "+0.12 (0.06 to 0.23)", "0.08 (-0.14 to 0.28)"],
      [
        "retry on a sibling", "0.68 (0.63 to 0.71)", "+0.12 (0.07 to 0.24)",
        "-0.25 (-0.27 to -0.24)",
      ],
      ["RLVR", "0.67 (0.62 to 0.70)", "+0.10 (0.06 to 0.19)", "no reflections"],
    ]),
    .code(
      "kolb experiment hacking    # or, as it was measured: kolb open sample-runs/hacking.json"),
    .paragraph(
      "Told the rules, eight lakes, no gate, four retries a reflection, 30 steps; the base model is at "
        + "0.69. Rewarded on their own lake, reflections go on giving it away; rewarded on a sibling they "
        + "give it up. Routes that are distilled are what costs: learnt as if nobody had told them, they "
        + "make the model play eight lakes by heart. That their share grows under reward is not decided: "
        + "by the middle it is mostly higher, and falls again once a way earns nothing more."),
  ]

  private static let pretrained: [GuideBlock] = [
    .heading("A language model of 135 million parameters (seeds 1 to 3)"),
    .table([
      ["held-out, 32 lakes, one move from the goal", "untrained", "5 steps", "10 steps"],
      ["ERL", "0.26 ± 0.09", "0.34 ± 0.36", "0.25 ± 0.23"],
      ["RLVR", "0.26 ± 0.09", "0.34 ± 0.13", "0.40 ± 0.29"],
    ]),
    .code(
      """
      kolb run sample-runs/smollm2-erl/run.toml --seed 2     # and --set algorithm=rlvr
      kolb open sample-runs/smollm2-erl                      # the first of them
      """),
    .paragraph(
      "SmolLM2-135M-Instruct, in a folder of that name, trained here by adapters, in 18 to 26 minutes "
        + "a run on one busy core, "
        + "and 10 to 16 by RLVR; moves drawn at random come to 0.37. None of its 181 reflections could "
        + "be read, and over a blind retry they add nothing (+0.02 ± 0.17, -0.01 ± 0.09, +0.08 ± "
        + "0.13): a model that cannot reflect gains nothing from being asked to. Neither method has "
        + "moved by more than its interval."),
  ]
}
