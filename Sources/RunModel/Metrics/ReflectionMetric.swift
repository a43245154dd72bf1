/// One figure on the quality of a run's reflections.
///
/// Screen, report and export read the same list, so their numbers agree.
package struct ReflectionMetric: Sendable, Equatable {
  package enum ID: String, Sendable, CaseIterable {
    case lift
    case fixRate = "fix_rate"
    case netLift = "net_lift"
    case netLiftExact = "net_lift_exact"
    case ownOverOther = "own_over_other"
    case otherOverEmpty = "other_over_empty"
    case ownOverShuffled = "own_over_shuffled"
    case transfer
    case grounding
    case rulePrecision = "rule_precision"
    case ruleRecall = "rule_recall"
    case leak
    case solutionLeak = "solution_leak"
    case novelty
    case newWords = "new_words"
    case nearDuplicates = "near_duplicates"
    case templateIndex = "template_index"
    case internalisationGap = "internalisation_gap"
    case logRatio = "log_ratio"
    case effectiveShare = "effective_share"
    case winWithMemory = "win_with_memory"
    case winWithoutMemory = "win_without_memory"
    case memoryValue = "memory_value"
    case editDistance = "edit_distance"
    case divergence
    case sameFailure = "same_failure"
    case tokensPerFix = "tokens_per_fix"
    case secondsPerFix = "seconds_per_fix"
    case parsed
    case truncated
    case length
  }

  /// What the value is measured in, which says how it is written.
  package enum Unit: String, Sendable {
    /// 0 … 1.
    case share
    /// A difference of rewards, with its sign.
    case difference
    case moves
    case tokens
    case seconds
    case nats
  }

  package var id: ID
  /// `nil` while nothing was counted.
  package var value: Double?
  /// 95 %, clustered by prompt; `nil` with fewer than two clusters, and for a difference that is
  /// the same in all of them.
  package var interval: Interval?
  /// Observations behind the value.
  package var count: Int
  /// Why no value is given though something was counted.
  package var withheld: String?

  package init(_ id: ID, value: Double?, interval: Interval?, count: Int) {
    self.id = id
    self.value = value
    self.interval = interval
    self.count = count
  }

  package init(_ id: ID, _ mean: ClusteredMean) {
    self.init(
      id, value: mean.mean, interval: id.unit == .share ? mean.shareInterval : mean.interval,
      count: mean.count)
  }

  /// Whether the interval leaves a number out, so that the value is known to differ from it.
  package func excludes(_ number: Double) -> Bool {
    interval.map { $0.low > number || $0.high < number } ?? false
  }
}

extension ReflectionMetric.ID {
  /// Which of R1 to R12 it belongs to; the last two are of form.
  package var family: String { words.family }
  /// A few words for people.
  package var name: String { words.name }
  /// How it is counted, in a sentence.
  package var formula: String { words.formula }

  package var unit: ReflectionMetric.Unit {
    switch self {
    case .lift, .netLift, .netLiftExact, .ownOverOther, .otherOverEmpty, .ownOverShuffled,
      .transfer, .internalisationGap, .memoryValue:
      .difference
    case .divergence: .moves
    case .tokensPerFix, .length: .tokens
    case .secondsPerFix: .seconds
    case .logRatio: .nats
    default: .share
    }
  }

  private var words: (family: String, name: String, formula: String) {
    switch self {
    case .lift:
      ("R1", "lift", "mean of r2 - r1 over gated attempts; flattered, since only failures retry")
    case .fixRate:
      (
        "R1", "fix rate",
        "share of gated attempts whose second attempt succeeded; of several, whose mean r2 did"
      )
    case .netLift:
      (
        "R2", "lift over a blind retry",
        "mean of r2 minus the mean r1 of sibling first attempts, over gated attempts"
      )
    case .netLiftExact:
      (
        "R2", "the same, re-run",
        "mean of r2 minus the reward of a fresh first attempt, over probed attempts"
      )
    case .ownOverOther:
      (
        "R3", "own over another's",
        "mean of r2 minus the reward when told another task's reflection, over probed attempts that "
          + "were told their own"
      )
    case .otherOverEmpty:
      (
        "R3", "another's over none",
        "mean reward when told another task's reflection minus that when told an empty one"
      )
    case .ownOverShuffled:
      (
        "R3", "own over shuffled",
        "mean of r2 minus the reward when told the reflection's words in another order, over "
          + "probed attempts that were told their own"
      )
    case .transfer:
      (
        "R4", "transfer",
        "mean reward on held-out tasks with the reflection minus that without, over probed ones"
      )
    case .grounding:
      ("R5", "shown by the attempt", "share of checkable claims that the first attempt shows")
    case .rulePrecision:
      ("R6", "rules true", "share of claims about rules that are true")
    case .ruleRecall:
      ("R6", "rules found", "share of symbols that a reflection explains rightly, mean")
    case .leak:
      (
        "R7", "names this task",
        "share of reflections with squares, three moves or more, or an answer of this very task"
      )
    case .solutionLeak:
      (
        "R7", "gives it away",
        "share of reflections with a path that solves the task, or its answer"
      )
    case .novelty:
      (
        "R8", "novelty",
        "mean of 1 - the largest overlap of word trigrams with the last 200 reflections"
      )
    case .newWords:
      (
        "R8", "not said before",
        "share of reflections that repeat none of the last 200 word for word"
      )
    case .nearDuplicates:
      ("R8", "near-duplicates", "share of reflections with novelty below 0.1")
    case .templateIndex:
      (
        "R8", "template index",
        "how often the nearest of 16 tasks' reflections, by trigrams, is of the same task; "
          + "1/16 is chance"
      )
    case .internalisationGap:
      (
        "R9", "internalisation gap",
        "mean r2 of a step minus mean r1 of the next step, on other tasks of the same kind"
      )
    case .logRatio:
      (
        "R9", "log ratio",
        "mean over distilled tokens of log pi(y2|x) - log pi(y2|x, reflection), before the update"
      )
    case .effectiveShare:
      (
        "R9", "effective sample",
        "effective sample size of distilled rows under their ratios, over their number"
      )
    case .winWithMemory:
      (
        "R10", "wins with memory",
        "share of second attempts solved that were told a reflection that had an entry"
      )
    case .winWithoutMemory:
      (
        "R10", "wins without",
        "share of second attempts solved that were told a reflection that had none"
      )
    case .memoryValue:
      (
        "R10", "memory value",
        "mean over retries with an entry of 1 or 0, solved or not, minus the share solved of those "
          + "without one in the same step"
      )
    case .editDistance:
      ("R11", "change of moves", "edits between the attempts' moves over the longer one, mean")
    case .divergence:
      ("R11", "first other move", "place of the first move that differs, mean where one does")
    case .sameFailure:
      (
        "R11", "same failure again",
        "share of second failures that end as the first did, at the same place or answer"
      )
    case .tokensPerFix:
      (
        "R12", "tokens a fix",
        "tokens of reflections and second attempts over the number of failures turned to success"
      )
    case .secondsPerFix:
      ("R12", "seconds a fix", "seconds of reflecting and second attempts over the same number")
    case .parsed:
      ("form", "could be read", "share of reflections in the form that was asked for")
    case .truncated:
      ("form", "cut off", "share of reflections that ran into the limit of tokens")
    case .length:
      ("form", "length", "tokens of a reflection, mean; its words where nobody counted tokens")
    }
  }
}
