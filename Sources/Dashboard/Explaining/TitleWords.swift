import RunModel

/// Words of the top line and of frames, which name how a run was made and how figures are meant.
enum TitleWords {
  static let all: [Explanation] =
    [
      Explanation(
        "gate < 1",
        "Only first attempts with a reward below this are reflected on and tried again.",
        source: "option erl.gate"),
      Explanation("τ", "The reward at which an attempt counts as solved.", source: "erl.threshold"),
      Explanation("self-reflection", "The policy that is trained writes the reflections itself."),
      Explanation(
        "slot memory", "One entry: each reflection that helped takes the place of the one before.",
        source: "option erl.memory"),
      Explanation("bank", "A memory of several entries, of which those with the best record stay."),
      Explanation(
        "random walk", "Held-out success of moves drawn at random: what no learning gives."),
      Explanation("n", "How many observations a figure is of; what they are stands beside it."),
      Explanation(
        "±", "Half of a 95 % interval; where a figure is over several prompts, these are clusters."),
      Explanation(
        "[0.81–0.91]",
        "A 95 % interval of a share: Wilson's, of as many observations as the prompts "
          + "are worth."),
      Explanation("flattered", "Counted over failures alone, of which some succeed by luck."),
      Explanation(
        "group", "Rollouts of one prompt at one step; advantages are taken within it.",
        source: "GRPO, arXiv 2402.03300"),
      Explanation(
        "distilled",
        "Second attempts that succeeded, learnt without the reflection that they were "
          + "told.", source: "Experiential Reinforcement Learning, arXiv 2602.13949"),
      Explanation(
        "spent", "What the servers that were asked cost so far, by the prices of the run's options."
      ),
      Explanation("read", "Tokens that the servers that were asked have read so far."),
      Explanation("tok/s", "Tokens written for training a second, over the latest 6 steps."),
      Explanation("run", "0:05 run: how long the run took or has taken, pauses left out."),
    ] + ofCurves

  /// Words beside curves.
  static let ofCurves: [Explanation] = [
    Explanation(
      "drawn",
      "Where a smoothed curve stands, when that is visibly elsewhere than the value that was "
        + "measured, which stands before it; + and - smooth more and less."),
    Explanation(
      "robust",
      "A scale without the highest and the lowest hundredth of the points, so that a single one "
        + "does not flatten the rest; ⇞ ⇟ count those beyond it."),
    Explanation("linear", "A scale on which equal steps are equally high."),
    Explanation("log", "A scale of powers of ten; ⊘ counts points at 0 and below."),
    Explanation("symlog", "A scale of powers of ten on both sides of 0."),
  ]
}
