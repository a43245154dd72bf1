import RLCore

/// Claims about reflections, second attempts and what they cost.
extension ArmMeasures {
  /// S1: what share of a training step's time is sampling.
  var rolloutShare: ClaimJudgement {
    let share = { (phases: [TrainingPhase]) in
      { (state: RunState) -> Double? in
        let sums = state.steps.reduce(PhaseSeconds()) { $0 + $1.phases }
        let whole = sums.total - sums[.evaluation]
        return whole > 0 ? phases.reduce(0) { $0 + sums[$1] } / whole : nil
      }
    }
    let all = Self.figure(
      "share of a step that is sampling, ERL",
      values("erl", share([.first, .reflection, .second])))
    let parts: [(String, String, [TrainingPhase])] = [
      ("first attempts, ERL", "erl", [.first]), ("reflections, ERL", "erl", [.reflection]),
      ("second attempts, ERL", "erl", [.second]),
      ("share of a step that is sampling, RLVR", "rlvr", [.first]),
    ]
    return ClaimJudgement(
      .rolloutShare, Self.verdict(all, above: 0.5),
      measurement: "Seconds by phase over a run, evaluations left out.",
      figures: [all].compactMap { $0 }
        + parts.compactMap { Self.figure($0.0, values($0.1, share($0.2))) },
      remarks: ["of a small model on processors; a large one on accelerators divides otherwise"])
  }

  /// S2: whether reflections gain more than a blind retry would.
  var richFeedback: ClaimJudgement {
    let net = { (state: RunState) in state.lift().net.mean }
    let own = Self.figure(
      "second reward minus what a blind retry would have got, ERL", values("erl", net))
    let rest = [
      ("the same with the raw history instead of a reflection", "no-reflection"),
      ("the same with another task's reflection", "placebo"),
      ("the same of real blind retries, which should be 0", "blind"),
    ]
    return ClaimJudgement(
      .richFeedback, Self.verdict(own),
      measurement:
        "Over failed first attempts: the second reward minus the mean first reward of the same "
        + "prompt's other attempts, which is what a blind retry gets.",
      figures: [own].compactMap { $0 }
        + rest.compactMap { Self.figure($0.0, values($0.1, net)) })
  }

  /// S4: whether comparing first and second attempts with one another helps.
  var groupVariance: ClaimJudgement {
    let final = Self.difference(
      "final held-out success: pooled groups minus groups by row type", finals("pooled"),
      finals("erl"))
    let shares = [
      ("share of groups whose rewards differ: first attempts, ERL", "erl", RowKind.first),
      ("… second attempts, ERL", "erl", .second), ("… first attempts, RLVR", "rlvr", .first),
    ]
    return ClaimJudgement(
      .groupVariance, Self.verdict(final?.figure),
      measurement:
        "By default first and second attempts have groups of their own, so that their difference "
        + "cannot widen the variance within one. Pooling them can; confirmed where that ends "
        + "higher.",
      figures: [final?.figure].compactMap { $0 }
        + shares.compactMap { Self.figure($0.0, informativeGroups($0.1, $0.2)) })
  }

  /// S5: whether a reflector that knows the truth is better than the policy itself.
  var strongerReflector: ClaimJudgement {
    let final = Self.difference(
      "final held-out success: told the true rules minus own reflections", finals("oracle"),
      finals("erl"))
    let frozen = Self.difference(
      "the same of a frozen reflector", finals("frozen"), finals("erl"))
    let height = areas(["oracle", "erl"], over: .steps)
    let area = Self.difference(
      "mean held-out success over the run: told the true rules minus own", height["oracle"] ?? [:],
      height["erl"] ?? [:])
    return ClaimJudgement(
      .strongerReflector, Self.verdict(final?.figure),
      measurement:
        "The strongest reflector that there can be states the true rules. Confirmed where training "
        + "with it ends higher than with the policy's own reflections.",
      figures: [final?.figure, area?.figure, frozen?.figure].compactMap { $0 })
  }

  /// S6: whether the gain is larger with hidden rules and sparse reward than otherwise.
  var hiddenSparse: ClaimJudgement {
    let settings = ["told-sparse", "hidden-shaped", "told-shaped"]
    let gain = { (suffix: String) -> BySeed in
      let arms = ["erl", "rlvr"].map { suffix.isEmpty ? $0 : "\($0)-\(suffix)" }
      let height = areas(arms, over: .tokens)
      return (height[arms[0]] ?? [:]).reduce(into: [:]) { gains, own in
        if let base = height[arms[1]]?[own.key] { gains[own.key] = own.value - base }
      }
    }
    let hidden = gain("")
    let others = settings.map(gain)
    var rest: BySeed = [:]
    for seed in hidden.keys {
      let known = others.compactMap { $0[seed] }
      if known.count == settings.count { rest[seed] = known.reduce(0, +) / Double(known.count) }
    }
    let interaction = Self.difference(
      "gain with hidden rules and sparse reward minus the mean of the other three", hidden, rest)
    let cells = zip(["hidden-sparse"] + settings, [hidden] + others)
    return ClaimJudgement(
      .hiddenSparse, Self.verdict(interaction?.figure),
      measurement:
        "Mean held-out success per generated token, ERL minus RLVR, with rules hidden or told and "
        + "the reward sparse or shaped, on the same boards.",
      figures: [interaction?.figure].compactMap { $0 }
        + cells.compactMap { Self.figure("gain, \($0)", $1) })
  }

  /// S9: whether second attempts solve prompts that no first attempt solved.
  var diversity: ClaimJudgement {
    let own = values("erl", Self.rescued)
    let blind = values("blind", Self.rescued)
    let difference = Self.difference(
      "share of prompts without a first success that a second attempt solves: ERL minus blind",
      own, blind)
    return ClaimJudgement(
      .diversity, Self.verdict(difference?.figure),
      measurement:
        "Of the prompts at which all first attempts failed, the share that some second attempt "
        + "solves. Confirmed where reflections solve more of them than blind retries do.",
      figures: [
        difference?.figure, Self.figure("that share, ERL", own),
        Self.figure("that share, blind retries", blind),
      ].compactMap { $0 })
  }

  private static func rescued(_ state: RunState) -> Double? {
    var solved: [Int: (first: Bool, second: Bool)] = [:]
    for record in state.episodes.records {
      guard let first = record.first?.reward else { continue }
      solved[record.group, default: (false, false)].first =
        solved[record.group]?.first == true || first >= state.threshold
      if record.second != nil, record.retries.best >= state.threshold {
        solved[record.group]?.second = true
      }
    }
    let failed = solved.values.filter { !$0.first }
    return failed.isEmpty ? nil : Double(failed.count(where: \.second)) / Double(failed.count)
  }
}
