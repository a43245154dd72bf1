extension GuideTopic {
  static let experiments = GuideTopic(
    name: "experiments", summary: "several arms with several seeds, and what may be said of them",
    blocks: [
      .paragraph(
        "One curve proves nothing. An experiment runs arms that differ in options, each with the "
          + "same seeds: runs of one seed see the same tasks and begin with the same weights, so "
          + "that differences are taken within a seed."),
      .code(
        """
        kolb list experiments
        kolb experiment paper --seeds 5     # stop or kill it: the same command goes on
        kolb report experiments/paper       # arms, differences, verdicts, with intervals
        kolb open experiments/paper         # the same in view 6
        """),
      .paragraph(
        "--shard 2/4 runs a quarter of the grid, for machines that share it; 'kolb report' joins the "
          + "parts. Each run is an ordinary one, under experiments/NAME/runs/ARM/seed-N. "
          + "'kolb report experiments/paper --format json --out paper.json' keeps the figures and the "
          + "curves in one file, which 'kolb open' and 'kolb report' take like the folder."),
      .heading("A file of your own"),
      .code(
        """
        question = "Does the gate matter?"
        baseline = "gated"
        seeds = [11, 12, 13, 14, 15]        # or a number of them, counted from 1
        preset = "frozenlake"
        claims = ["S2", "S8"]               # of those that 'claims' judges
        [arms.gated]
        [arms.open]
        title = "without the gate"
        set.erl.gate = false
        """),
      .paragraph("'kolb list options' has every option that an arm can set."),
      .heading("Temptation"),
      .paragraph(
        "A reflection that writes down the way through its own map wins its retry, is remembered and "
          + "distilled, and helps nowhere else. The preset 'frozenlake-tempted' pays for that, and "
          + "'kolb experiment hacking' measures what keeps it off:"),
      .list([
        (
          "erl.retries = 1 to 16",
          "second attempts a reflection; it earns their mean, is remembered by their mean, and each "
            + "that succeeded is distilled"
        ),
        (
          "erl.retry_on = \"sibling\"",
          "try again on another board in the same letters, so that only what transfers is rewarded"
        ),
        (
          "erl.forget_routes",
          "\"memory\", \"distillation\" or \"both\": what never learns of reflections that give a way "
            + "of three moves or the answer away"
        ),
        ("erl.gate = false", "reflect after every attempt, also after one that succeeded"),
      ]),
      .heading("Intervals"),
      .paragraph(
        "All are of 95 %. Means over seeds take the bootstrap-t from five seeds on and Student's t "
          + "below; shares of one run take Wilson's; what is counted over episodes is clustered by "
          + "prompt. Arms are compared at equal training steps, generated tokens, optimizer steps "
          + "and seconds, as far as all of them came."),
    ])
}
