import RunModel

/// What each chart tells, beside the catalogue that says how it is counted.
extension ChartCatalog {
  /// In words for somebody who sees it for the first time.
  static func explanation(of chart: Chart) -> Explanation {
    let id = String(chart.id.prefix { $0 != "." })
    let words = judgements[id]
    return Explanation(
      "plot \(chart.id)", "\(chart.title): \(chart.meaning).", count: words?.count ?? "",
      good: words?.good ?? "", bad: words?.bad ?? "", source: words?.source ?? "")
  }

  /// What the curves of a chart are, each with the sign that it has.
  static func curves(of chart: Chart) -> [Explanation] {
    guard chart.metrics.count > 1 || chart.id.contains(".") else { return [] }
    return chart.metrics.map { metric in
      Explanation("\(metric.marker) \(metric.name)", meaning(of: metric))
    }
  }

  private static func meaning(of metric: Metric) -> String {
    switch metric.id {
    case "success.heldout":
      "success on tasks that training never draws, without reflection or memory; bars: 95 %, Wilson"
    case "success.first":
      "success of first attempts: in training those that the policy is trained on; of an evaluation's "
        + "log all that it has"
    case "success.second":
      "success of second attempts, which only failed first ones have: as these become fewer and "
        + "harder it falls while everything goes well; broken where n < 8"
    case "success.told-rules":
      "success when told the true rules, letters permuted: does it still follow what it is told?"
    case let id where id.hasPrefix("pass."):
      "a task is solved by one of \(id.dropFirst(5)) first attempts or more"
    case let id where id.hasSuffix(".first"): "of first attempts"
    case let id where id.hasSuffix(".reflection"): "of reflections"
    case let id where id.hasSuffix(".second"): "of second attempts, told a reflection"
    case let id where id.hasSuffix(".distilled"):
      "of distilled rows: second attempts that succeeded, learnt without the reflection"
    default: quality(metric) ?? "\(metric.name), in training"
    }
  }

  /// Curves of measures have the measure's own words.
  private static func quality(_ metric: Metric) -> String? {
    metric.id.split(separator: ".").last
      .flatMap { ReflectionMetric.ID(rawValue: String($0)) }?.formula
  }

  private typealias Judgement = (count: String, good: String, bad: String, source: String)

  private static let judgements: [String: Judgement] = [
    "success": (
      "attempts of a step, or tasks of an evaluation",
      "held-out rises and first attempts follow it",
      "held-out falls or stays while first attempts rise: training tasks are learnt by heart",
      "Wilson, 1927; Experiential Reinforcement Learning, arXiv 2602.13949"
    ),
    "pass": (
      PassRates.explanation.count, PassRates.explanation.good, PassRates.explanation.bad,
      PassRates.explanation.source
    ),
    "reward": ("attempts", "rises", "falls", "the world's reward"),
    "loss": (
      "rows", "small and steady; its level means little in policy gradients",
      "grows without end", "GRPO, arXiv 2402.03300"
    ),
    "entropy": (
      "rows", "falls slowly", "falls at once: a collapse; rises: noise is being rewarded",
      "The Entropy Mechanism of RL for Reasoning, arXiv 2505.22617"
    ),
    "kl": (
      "rows", "grows slowly", "jumps: the policy has left what it was trained from",
      "k3 estimator (Schulman, 2020)"
    ),
    "gradient": ("updates", "steady", "spikes above 5 times the usual", "global norm"),
    "learning-rate": ("updates", "as configured", "", "optimizer.learning_rate"),
    "clipping": ("rows", "0.001 to 0.1", "above 0.2: steps are too large", "PPO, arXiv 1707.06347"),
    "dead-first": (
      "groups of one prompt", "below 0.5", "above 0.8: nearly nothing to learn from",
      "Dynamic sampling, DAPO, arXiv 2503.14476"
    ),
    "dead-second": ("groups of one prompt", "below 0.5", "above 0.8", "DAPO, arXiv 2503.14476"),
    "dead-reflection": ("groups of one prompt", "below 0.5", "above 0.8", "DAPO, arXiv 2503.14476"),
    "advantage": (
      "rows", "near 1", "near 0: groups are all alike", "normalised within a group, GRPO"
    ),
    "advantage-mean": ("rows", "0 where groups are normalised", "far from 0", "GRPO"),
    "rows": ("rows", "as many as the groups give", "few: most groups are dead", "the update"),
    "reflections": (
      "reflections, and claims of rules", "read near 1, true rising",
      "read falls: the form is unlearnt; new falls: one text for all", "view 3"
    ),
    "lift": (
      "failed first attempts", "net above 0", "net at 0: a blind retry does as well",
      "leave-one-out baseline, RLOO, arXiv 2402.14740"
    ),
    "fixed": ("failed first attempts", "rises", "falls: what still fails is harder", "view 8"),
    "seconds": (
      "steps", "most in sampling", "evaluation above a half: evaluate less often", "clock"
    ),
    "throughput": ("tokens", "steady", "falls: texts grow, or the machine is shared", "clock"),
    "step-seconds": ("steps", "steady", "grows: texts grow", "clock"),
    "tokens": ("steps", "steady", "grows: length is being rewarded", "tokens written"),
    "lengths": ("texts", "steady", "grows to the limit", "tokens written"),
    "turns": ("attempts", "falls: it takes shorter ways", "at the budget: it wanders", "the world"),
    "help": ("as each curve says", "above 0", "at or below 0", "R2, R3 and R4"),
    "truth": ("as each curve says", "true and found near 1", "this task rises", "R5 to R7"),
    "novelty": ("as each curve says", "novelty above 0.1", "novelty near 0", "R8"),
    "change": ("failed first attempts", "changed between 0 and 1", "same failure near 1", "R11"),
    "off-policy": ("distilled tokens", "near 0", "far below 0", "R9"),
  ]
}
