import RunModel

/// What the columns of lists are, by the views that have them.
enum ColumnWords {
  static let episodes: [Explanation] = [
    Explanation("step", "the training step in which the episode was played"),
    Explanation(
      "grp", "the group: rollouts of one prompt at one step, which are held against each other"),
    Explanation(
      "r1⇒r2",
      "the reward of the first attempt, and of the second if there was one; of several "
        + "retries their mean"),
    Explanation(
      "outcome",
      "solved: at the first attempt. fixed: failed first and solved then. failed again: failed twice, which a filter calls "
        + "unchanged. "
        + "kept and broken: solved first and tried again, which a gate prevents. "
        + "⚑: an attempt has a remark. ?: the reflection could not be read"),
  ]

  static let reflections: [Explanation] = [
    Explanation("step", "the training step in which it was written"),
    Explanation("lift", "second reward minus first: ▲ better, ▼ worse, 0 as before"),
    Explanation(
      "rule",
      "claims about rules that are true, of how many; ≡ all of them, ≠ not all, ≉ all but guesses"),
    Explanation("nov", "novelty: " + ReflectionMetric.ID.novelty.formula, good: "above 0.1"),
    Explanation("len", "tokens of the text"),
    Explanation(
      "!~≠",
      "! leak: gives a route or the answer. ~ vague: has no rule. ≠ false: claims "
        + "something that is not so, be it of the rules or of what happened"),
    Explanation(
      "text",
      "what was written; ? it could not be read, ↻ the same words came before. ×14: one row for 14 "
        + "of the same words, the numbers of the latest and the mean lift; u opens it. Where the "
        + "row above has nearly the same words, what is new is underlined, and … stands for a "
        + "beginning that is as above"),
  ]

  static let meanings: [Explanation] = [
    Explanation("said", "reflections that claim exactly this, whatever their words"),
    Explanation("solved", "the share of second attempts told it that solved their task"),
    Explanation("of", "second attempts told it"),
    Explanation("steps", "the first and the last step at which it was said"),
    Explanation(
      "such as", "an example; {…} is what it says and the base does not, [-…-] the reverse"),
  ]

  static let claims: [Explanation] = [
    Explanation("claim", "one thing that reflections say, whatever their words"),
    Explanation("n", "reflections of the whole run that say it"),
    Explanation(
      "a cell",
      "the reflections of some steps that say it: ≡ it is true, ≠ false, ◑ true of some, "
        + "≉ guessed wrong, ≟ nobody can tell; the bar behind is the share of them that say so"),
  ]

  static let memory: [Explanation] = [
    Explanation("id", "the number of the entry; the one that its reflection has is another"),
    Explanation("step", "the training step in which it was stored"),
    Explanation("used", "reflections that started from it"),
    Explanation(
      "won",
      "the share of second attempts that solved their task, of those told a reflection "
        + "that started from it", bad: "not comparable between entries of different times"),
    Explanation("age", "steps from its birth to its end, or to now"),
    Explanation(
      "end", "how it left the memory; ▪ it is there now. pinned: nothing evicts it"),
  ]

  static let runs: [Explanation] = [
    Explanation(
      "state",
      "▶ something trains it here, or elsewhere, whose process the lower edge names; ‖ paused; "
        + "✓ finished; ■ stopped by somebody; ✗ died; … its log ends before its last step. "
        + "▸ begin: a preset, which nobody has run yet. Live ones stand first"),
    Explanation(
      "name",
      "the folder; experiment: many runs in one folder. report: a file that kolb report wrote. "
        + "sample: ships with the program"),
    Explanation("task", "the world that is trained in"),
    Explanation(
      "method",
      "ERL: with reflections and second attempts. RLVR: first attempts only, the baseline"),
    Explanation("step", "training steps done, of all; of an experiment finished runs, of all"),
    Explanation(
      "held-out",
      "success of first attempts on tasks kept apart, at the latest evaluation, with its 95 % "
        + "interval; of an experiment the mean of the method's seeds at their ends",
      good: "near 1"),
    Explanation("age", "since its log changed last"),
    Explanation("size", "what the folder takes of the disk, log and checkpoints together"),
  ]

  static let comparison: [Explanation] = [
    Explanation("n", "seeds of the arm"),
    Explanation("at its end", "held-out success of the last evaluation, with its 95 % interval"),
    Explanation(
      "at …",
      "the same where all arms got to, so that none had more of what the axis counts; ≈: there was "
        + "no evaluation just there, and it is read off the line between those before and behind"),
    Explanation(
      "minus …",
      "the difference to the named arm, the baseline, which d chooses: within each seed, mean and "
        + "95 % interval; ▲ ▼ where the interval leaves 0 out"),
    Explanation("mean height", "held-out success, mean over the axis up to what all arms reached"),
    Explanation("net lift", "over all steps of the run; view 1 has that of the latest ones"),
    ReflectionMetric.ID.netLift.explanation,
  ]

  static let log: [Explanation] = [
    Explanation("time", "since the run began, pauses left out"),
    Explanation("event", "the kind of event; a filter of that word shows only these"),
  ]

  static let transitions: [Explanation] = [
    Explanation("solved ⇒ solved", "solved at first, and not tried again or solved again"),
    Explanation("failed ⇒ solved", "what reflecting is for", good: "grows"),
    Explanation(
      "failed the same way", "at the same place, or with the same answer",
      bad: "large: the advice is not followed or does not name the fault"),
    Explanation("failed another way", "the fault is another one at least"),
    Explanation("failed again", "the log has no turns, by which one could tell"),
    Explanation("solved ⇒ failed", "made worse by trying again; only without a gate"),
    Explanation("persistent failures", "prompts that no first attempt of the group solved"),
  ]

  static let tokens: [Explanation] = [
    Explanation("p", "how likely the token was when it was drawn"),
    Explanation("log π", "its logarithm, in nats"),
    Explanation(
      "perplexity", "of how many equally likely tokens each was drawn, on average",
      good: "1 is certain"),
  ]
}
