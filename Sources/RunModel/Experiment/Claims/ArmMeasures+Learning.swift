/// Claims about what is learnt, how fast, and from what.
extension ArmMeasures {
  /// S3: whether taking distillation away loses most of what ERL gains early.
  var earlyDistillation: ClaimJudgement {
    let axes: [CostAxis] = [.steps, .tokens, .optimizerSteps]
    let others = ["distillation-only", "blind-distillation"].filter { !finished($0).isEmpty }
    var figures: [ClaimJudgement.Figure] = []
    var verdicts: [ClaimJudgement.Verdict] = []
    for axis in axes {
      let arms = ["erl", "no-distillation", "rlvr"]
      let early = areas(arms + others, over: axis, upTo: 1.0 / 3)
      let gain = Self.difference(
        "early gain of ERL over RLVR, per \(axis.words)", early["erl"] ?? [:], early["rlvr"] ?? [:])
      // Positive where leaving distillation out loses more than half of the gain.
      var most: BySeed = [:]
      for (seed, whole) in early["erl"] ?? [:] {
        guard let without = early["no-distillation"]?[seed], let base = early["rlvr"]?[seed] else {
          continue
        }
        most[seed] = (whole - without) - 0.5 * (whole - base)
      }
      let rest = Self.figure(
        "loss without distillation beyond half of that gain, per \(axis.words)", most)
      figures += [gain?.figure, rest].compactMap { $0 }
      for other in others {
        figures += [
          Self.difference(
            "early gain of \(other) over RLVR, per \(axis.words)", early[other] ?? [:],
            early["rlvr"] ?? [:])?.figure
        ].compactMap { $0 }
      }
      let verdict = Self.verdict(rest)
      // Half of a gain that is not there explains nothing.
      verdicts.append(
        verdict == .confirmed && gain?.direction != .better ? .undecided : verdict)
    }
    let first = verdicts.first ?? .undecided
    return ClaimJudgement(
      .earlyDistillation, verdicts.allSatisfy { $0 == first } ? first : .undecided,
      measurement:
        "Mean held-out success over the first third, per training step, generated token and "
        + "optimizer step. Confirmed where leaving distillation out loses more than half of ERL's "
        + "gain over RLVR on all three, refuted where it loses less.",
      figures: figures,
      remarks: verdicts.allSatisfy { $0 == first }
        ? []
        : [
          "by axis: "
            + zip(axes, verdicts).map { "\($0.words) \($1.rawValue)" }.joined(separator: ", ")
        ])
  }

  /// S7: whether held-out success falls back less with distillation.
  var stability: ClaimJudgement {
    let fall = Self.difference(
      "largest fall of held-out success: without distillation minus with it",
      drawdowns("no-distillation"), drawdowns("erl"))
    let spikes = { (arm: String) in
      values(arm) { state in
        let norms = state.steps.compactMap { $0.update?.gradientNorm }.sorted()
        guard let largest = norms.last, norms[norms.count / 2] > 0 else { return nil }
        return largest / norms[norms.count / 2]
      }
    }
    let gradient = Self.difference(
      "largest gradient over the median one: without minus with", spikes("no-distillation"),
      spikes("erl"))
    return ClaimJudgement(
      .stability, Self.verdict(fall?.figure),
      measurement:
        "How far held-out success falls below its best so far. Confirmed where it falls less with "
        + "distillation than without.",
      figures: [fall?.figure, gradient?.figure].compactMap { $0 })
  }

  /// S8: whether ERL is faster, and no lower in the end.
  var ceiling: ClaimJudgement {
    let margin = 0.05
    let height = areas(["erl", "rlvr"], over: .tokens)
    let area = Self.difference(
      "mean held-out success per generated token: ERL minus RLVR", height["erl"] ?? [:],
      height["rlvr"] ?? [:])
    let (own, base) = atEqual(.tokens, "erl", "rlvr")
    let final = Self.difference(
      "held-out success at the tokens that both runs of a seed generated"
        + "\(ends(.tokens, "erl", "rlvr")): ERL minus RLVR", own, base)
    let spread = Self.difference(
      "pass@4 minus pass@1 of first attempts in the last third: ERL minus RLVR",
      values("erl", Self.spread), values("rlvr", Self.spread))
    let isNoLower = final?.figure.estimate.interval.map { $0.low > -margin } ?? false
    let isLower = final?.figure.estimate.interval.map { $0.high < 0 } ?? false
    let verdict: ClaimJudgement.Verdict =
      if isLower || area?.direction == .worse {
        .refuted
      } else if isNoLower, area?.direction == .better {
        .confirmed
      } else {
        .undecided
      }
    return ClaimJudgement(
      .ceiling, verdict,
      measurement:
        "Confirmed where the area under held-out success is larger than RLVR's and success at "
        + "equal generated tokens is at most \(margin) lower; refuted where either is smaller. "
        + "Equal is here where the shorter of a seed's two runs ends; tables of all arms go as far "
        + "as the shortest run of all.",
      figures: [final?.figure, area?.figure, spread?.figure].compactMap { $0 })
  }

  /// S10: whether a base model that never succeeds stays where it is under RLVR.
  var coldStart: ClaimJudgement {
    let start = values("rlvr") { $0.evaluations(named: "heldout").first?.record.successRate }
    let floor = values("rlvr") { $0.start?.randomWalk }
    let base = Self.figure("held-out success of the base model", start)
    let gain = Self.difference("what RLVR gains over its base model", finals("rlvr"), start)
    let walk = Self.figure("success of a random walk", floor)
    // Where all seeds end alike they have no spread, but each share has an interval of its own.
    let highest = values("rlvr") { $0.evaluations(named: "heldout").last?.record.high }.values.max()
    let limit = 0.02
    let isCold = base.map { $0.estimate.value <= limit } ?? false
    let verdict: ClaimJudgement.Verdict =
      if !isCold {
        .notMeasured
      } else if let interval = gain?.figure.estimate.interval {
        interval.high < 0.05 ? .confirmed : interval.low > 0.05 ? .refuted : .undecided
      } else {
        gain?.figure.estimate.certainty == .allEqual && (highest ?? 1) < 0.05
          ? .confirmed : .undecided
      }
    return ClaimJudgement(
      .coldStart, verdict,
      measurement:
        "Held-out success of the base model and after RLVR. It takes a base model below \(limit); "
        + "confirmed where RLVR then gains less than 0.05; where all seeds gain alike, the upper end "
        + "of each run's own interval must be below that.",
      figures: [base, walk, gain?.figure].compactMap { $0 },
      remarks: isCold ? [] : ["this base model does succeed, so the claim says nothing here"])
  }

  /// How much more often one of four first attempts succeeds than one does, in the last third.
  ///
  /// pass@4 by the unbiased estimate `1 - C(n - c, 4) / C(n, 4)` of Chen et al., "Evaluating
  /// large language models trained on code", so that groups of ten and of four compare.
  private static func spread(_ state: RunState) -> Double? {
    let last = state.stepsDone
    guard last > 0 else { return nil }
    let places = state.episodes.places(ofSteps: (last - last / 3)...last)
    var groups: [Int: (count: Int, solved: Int)] = [:]
    for record in state.episodes.records[places] {
      guard let reward = record.first?.reward else { continue }
      groups[record.group, default: (0, 0)].count += 1
      if reward >= state.threshold { groups[record.group, default: (0, 0)].solved += 1 }
    }
    let gaps = groups.values.compactMap { group in
      PassRates.estimate(solved: group.solved, of: group.count, tries: 4).map {
        $0 - Double(group.solved) / Double(group.count)
      }
    }
    guard !gaps.isEmpty else { return nil }
    // In a fixed order, because adding numbers in another gives another last digit.
    return gaps.sorted().reduce(0, +) / Double(gaps.count)
  }
}
