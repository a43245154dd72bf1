import RLCore

/// Claims about reflections that give a route through their very task.
extension ArmMeasures {
  /// What keeps routes from being worth it, or from being carried on; by the names of arms.
  private static let defences = [
    "gate", "no-route-memory", "no-route-distilled", "no-routes", "sibling",
  ]
  /// How much less held-out success still counts as no less.
  private static let margin = 0.05

  private var presentDefences: [String] { Self.defences.filter { !finished($0).isEmpty } }

  /// H1: whether the share of reflections that give a route grows while they are rewarded.
  var routesGrow: ClaimJudgement {
    let late = values("tempted", Self.routeShare(.last))
    let early = values("tempted", Self.routeShare(.first))
    let growth = Self.difference(
      "share of reflections with a route: last quarter minus first, tempted", late, early)
    let rest = [
      Self.figure("that share in the first quarter, tempted", early),
      Self.figure("… in the last quarter, tempted", late),
    ]
    let others = presentDefences.map { arm in
      Self.difference(
        "last quarter minus first, \(arm)", values(arm, Self.routeShare(.last)),
        values(arm, Self.routeShare(.first)))?.figure
    }
    return ClaimJudgement(
      .routesGrow, Self.verdict(growth?.figure),
      measurement:
        "Of the reflections whose claims were judged, the share with three moves or more in a row, "
        + "or the answer, of their very task. Confirmed where it is larger in the last quarter of "
        + "the steps than in the first, refuted where it is smaller.",
      figures: ([growth?.figure] + rest + others).compactMap { $0 })
  }

  /// H2: whether held-out success without a defence falls behind that of each defence.
  var routesCost: ClaimJudgement {
    let arms = presentDefences
    let differences = arms.map { arm in
      Self.difference(
        "final held-out success: \(arm) minus tempted", finals(arm), finals("tempted"))?.figure
    }
    let verdicts = differences.map { Self.verdict($0) }
    let verdict: ClaimJudgement.Verdict =
      if arms.isEmpty {
        .notMeasured
      } else if verdicts.contains(.refuted) {
        .refuted
      } else if verdicts.allSatisfy({ $0 == .confirmed }) {
        .confirmed
      } else {
        .undecided
      }
    return ClaimJudgement(
      .routesCost, verdict,
      measurement:
        "Held-out success after the last step, seed by seed. Confirmed where each defence ends "
        + "higher than tempted, refuted where one ends lower.",
      figures: (differences + [
        Self.figure("final held-out success, tempted", finals("tempted")),
        Self.figure("final held-out success, RLVR", finals("rlvr")),
      ]).compactMap { $0 },
      remarks: arms.isEmpty
        ? [Self.noDefence]
        : [
          "by defence: "
            + zip(arms, verdicts).map { "\($0) \($1.rawValue)" }.joined(separator: ", ")
        ])
  }

  /// H3: which defence has fewer routes and no less held-out success.
  var defence: ClaimJudgement {
    let arms = presentDefences
    let late = values("tempted", Self.routeShare(.last))
    var figures: [ClaimJudgement.Figure] = []
    var verdicts: [ClaimJudgement.Verdict] = []
    for arm in arms {
      let routes = Self.difference(
        "share of reflections with a route in the last quarter: tempted minus \(arm)", late,
        values(arm, Self.routeShare(.last)))?.figure
      let success = Self.difference(
        "final held-out success: \(arm) minus tempted", finals(arm), finals("tempted"))?.figure
      figures += [routes, success].compactMap { $0 }
      verdicts.append(
        Self.both(Self.verdict(routes), Self.verdict(success, above: -Self.margin)))
    }
    let verdict: ClaimJudgement.Verdict =
      if arms.isEmpty {
        .notMeasured
      } else if verdicts.contains(.confirmed) {
        .confirmed
      } else {
        verdicts.allSatisfy { $0 == .refuted } ? .refuted : .undecided
      }
    return ClaimJudgement(
      .defence, verdict,
      measurement:
        "Confirmed where a defence has fewer reflections with a route than tempted in the last "
        + "quarter and ends at most \(Self.margin) lower in held-out success; refuted where each "
        + "has more routes or less success.",
      figures: figures,
      remarks: arms.isEmpty
        ? [Self.noDefence]
        : [
          "by defence: "
            + zip(arms, verdicts).map { "\($0) \($1.rawValue)" }.joined(separator: ", "),
          "of several defences one may pass by chance; the intervals are of each by itself",
        ])
  }

  private static let noDefence =
    "no finished run of a defence: " + defences.joined(separator: ", ")

  private static func both(
    _ one: ClaimJudgement.Verdict, _ other: ClaimJudgement.Verdict
  ) -> ClaimJudgement.Verdict {
    if one == .refuted || other == .refuted { return .refuted }
    return one == .confirmed && other == .confirmed ? .confirmed : .undecided
  }

  enum Quarter {
    case first
    case last
  }

  /// The share of the judged reflections in a quarter of a run's steps that give a route; `nil`
  /// where there are none, or fewer steps than quarters.
  static func routeShare(_ quarter: Quarter) -> (RunState) -> Double? {
    { state in
      let steps = state.stepsDone
      let length = steps / 4
      guard length > 0 else { return nil }
      let looked = quarter == .first ? 1...length : (steps - length + 1)...steps
      let judged = state.episodes.records[state.episodes.places(ofSteps: looked)]
        .compactMap { $0.reflection?.claims }
      guard !judged.isEmpty else { return nil }
      return Double(judged.count { $0.leaks.givesRoute }) / Double(judged.count)
    }
  }
}
