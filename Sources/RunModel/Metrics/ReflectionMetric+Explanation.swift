/// What each measure of reflections tells, and what to think of its values.
extension ReflectionMetric.ID {
  package var explanation: Explanation {
    let (count, good, bad, source) = judgement
    return Explanation(
      "\(family) \(name)", formula, count: count, good: good, bad: bad, source: source)
  }

  private static let paper = "Experiential Reinforcement Learning, arXiv 2602.13949"
  private static let gated = "first attempts that failed and were tried again"
  private static let probed = "attempts that were probed: a share of them, probes.share"
  private static let texts = "reflections"

  private var judgement: (count: String, good: String, bad: String, source: String) {
    switch self {
    case .lift:
      (
        Self.gated, "above the lift over a blind retry by as much as retries are lucky",
        "on its own it proves nothing: failures alone are retried, and some succeed by luck",
        Self.paper
      )
    case .fixRate:
      (
        Self.gated, "rises over training and stays above what a blind retry gets",
        "falls while first attempts improve: what still fails is harder, which is no fault",
        Self.paper
      )
    case .netLift:
      (
        Self.gated, "clearly above 0: the reflection helps more than trying again would",
        "an interval that holds 0: a blind retry may do as well; below 0: reflections harm",
        "leave-one-out baseline over siblings, as in RLOO (Ahmadian et al., arXiv 2402.14740)"
      )
    case .netLiftExact:
      (
        Self.probed, "clearly above 0", "an interval that holds 0",
        "the same task sampled once more without a reflection: exact, but few"
      )
    case .ownOverOther:
      (
        Self.probed, "clearly above 0: what is written is about this task and is read",
        "near 0: reflections are general, or nobody reads them", "placebo control"
      )
    case .otherOverEmpty:
      (
        Self.probed, "above 0 where rules are the same in all tasks: they carry over",
        "below 0: advice of another task misleads", "placebo control"
      )
    case .ownOverShuffled:
      (
        Self.probed, "above 0: the order of the words matters, so they are read as sentences",
        "near 0: words are read as a bag of them", "placebo control"
      )
    case .transfer:
      (
        "held-out tasks tried with and without", "clearly above 0: it teaches rules, not a task",
        "near 0 while R1 is high: it tells the answer of its own task alone",
        "held-out control"
      )
    case .grounding:
      (
        "claims that the attempt could show", "near 1: what it claims, it has seen",
        "low: it guesses, or knows by heart", "claims read by the grammar of the world"
      )
    case .rulePrecision:
      (
        "claims about rules", "0.8 and more", "below 0.5: most of what it teaches is false",
        "claims held against the world's truth, which the policy is not told"
      )
    case .ruleRecall:
      (
        Self.texts, "near 1: each reflection explains every symbol",
        "low: it leaves out most of the rules", "claims held against the world's truth"
      )
    case .leak:
      (
        Self.texts, "0", "above 0.05: reflections speak of this very task",
        "claims held against the world's truth"
      )
    case .solutionLeak:
      (
        Self.texts, "0", "above 0.05: the reward is hacked, the second attempt copies a solution",
        "claims held against the world's truth"
      )
    case .novelty:
      (
        Self.texts, "somewhere between: rules stay alike, what happened differs",
        "below 0.1: nearly every reflection was written before",
        "1 - Jaccard similarity of word trigrams"
      )
    case .newWords:
      (Self.texts, "near 1", "near 0: one text is said to everything", "exact comparison")
    case .nearDuplicates:
      (Self.texts, "near 0", "above 0.5: a template with small changes", "novelty below 0.1")
    case .templateIndex:
      (
        "searches, two for each prompt with two reflections",
        "well above 1/16 where tasks have rules of their own",
        "1/16 is chance: a reflection does not tell which task it is about, as is right "
          + "where all tasks share their rules", "retrieval among 16 tasks"
      )
    case .internalisationGap:
      (
        "steps", "shrinks towards 0: first attempts do what second ones were told",
        "stays large: what reflections teach does not reach the weights", Self.paper
      )
    case .logRatio:
      (
        "distilled tokens", "near 0: what is distilled is near what the policy would write",
        "below -1: rows are far off policy and distillation has far to go", Self.paper
      )
    case .effectiveShare:
      (
        "distilled rows", "near 1", "below 0.3: few rows carry the whole update",
        "effective sample size of importance weights (Kish, 1965)"
      )
    case .winWithMemory, .winWithoutMemory:
      (
        "second attempts", "read only beside the other, at equal times: see memory value",
        "of a whole run these two are of different steps, so their difference says little",
        Self.paper
      )
    case .memoryValue:
      (
        "second attempts with an entry, in steps that also have some without",
        "clearly above 0: starting from memory helps",
        "an interval that holds 0; withheld where no two steps have both",
        "matched by step; who gets an entry is not drawn by lot, so it is no experiment"
      )
    case .editDistance:
      (
        Self.gated, "between: something is changed, not everything",
        "near 0: the retry repeats the failure; near 1: it starts all over",
        "edit distance (Levenshtein, 1966)"
      )
    case .divergence:
      (
        Self.gated + " otherwise", "near where the first attempt went wrong",
        "1 throughout: the retry does not build on what went well", "first move that differs"
      )
    case .sameFailure:
      (
        "second attempts that failed", "low: at least the fault is another",
        "high: the reflection is not followed, or does not name the fault",
        "First Try Matters, arXiv 2510.08308"
      )
    case .tokensPerFix:
      (
        "failures turned to success", "falls over training", "rises: fixing costs more and more",
        "cost of reflecting"
      )
    case .secondsPerFix:
      (
        "failures turned to success", "falls over training", "rises", "cost of reflecting"
      )
    case .parsed:
      (
        Self.texts, "near 1", "below 0.95: the form of reflections is being unlearnt",
        "the world's own reader"
      )
    case .truncated:
      (
        Self.texts, "0", "above 0.2: advice is cut off; allow more tokens or shorter texts",
        "the limit of tokens"
      )
    case .length:
      (
        Self.texts, "steady", "grows to the limit: length is being rewarded", "tokens written"
      )
    }
  }
}
