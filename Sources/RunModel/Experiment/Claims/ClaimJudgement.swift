/// What the runs of an experiment say about a claim.
package struct ClaimJudgement: Sendable, Equatable {
  package enum Verdict: String, Sendable, CaseIterable {
    case confirmed
    case refuted
    /// Measured, but these seeds do not decide it.
    case undecided
    /// What it takes is not among the runs.
    case notMeasured = "not measured"
  }

  /// A number behind a verdict.
  package struct Figure: Sendable, Equatable {
    package var label: String
    package var estimate: Estimate

    package init(_ label: String, _ estimate: Estimate) {
      self.label = label
      self.estimate = estimate
    }
  }

  package var claim: ExperimentClaim
  package var verdict: Verdict
  /// What was measured and when it counts as confirmed or refuted, in words.
  package var measurement: String
  /// The first one decides, if one alone does.
  package var figures: [Figure]
  /// What else must be known to read it: what is missing, or what the measurement cannot see.
  package var remarks: [String]

  package init(
    _ claim: ExperimentClaim, _ verdict: Verdict, measurement: String, figures: [Figure] = [],
    remarks: [String] = []
  ) {
    self.claim = claim
    self.verdict = verdict
    self.measurement = measurement
    self.figures = figures
    self.remarks = remarks
  }
}

extension ExperimentClaim {
  /// Judges the claim by the finished runs of an experiment.
  ///
  /// A pure function of the states. The arms are looked up by the names that the shipped
  /// experiments have: "erl", "rlvr", "no-distillation" …
  package func judge(_ results: ExperimentResults) -> ClaimJudgement {
    let measures = ArmMeasures(results: results)
    let missing = arms.filter { measures.finished($0).isEmpty }
    guard missing.isEmpty else {
      return ClaimJudgement(
        self, .notMeasured, measurement: "",
        remarks: ["no finished run of " + missing.joined(separator: ", ")])
    }
    return switch self {
    case .rolloutShare: measures.rolloutShare
    case .richFeedback: measures.richFeedback
    case .earlyDistillation: measures.earlyDistillation
    case .groupVariance: measures.groupVariance
    case .strongerReflector: measures.strongerReflector
    case .hiddenSparse: measures.hiddenSparse
    case .stability: measures.stability
    case .ceiling: measures.ceiling
    case .diversity: measures.diversity
    case .coldStart: measures.coldStart
    case .routesGrow: measures.routesGrow
    case .routesCost: measures.routesCost
    case .defence: measures.defence
    }
  }

  /// The arms that it takes, by name.
  package var arms: [String] {
    switch self {
    case .rolloutShare, .richFeedback: ["erl"]
    case .earlyDistillation: ["erl", "no-distillation", "rlvr"]
    case .groupVariance: ["erl", "pooled"]
    case .strongerReflector: ["erl", "oracle"]
    case .hiddenSparse:
      ["erl", "rlvr"]
        + ["told-sparse", "hidden-shaped", "told-shaped"].flatMap { ["erl-\($0)", "rlvr-\($0)"] }
    case .stability: ["erl", "no-distillation"]
    case .ceiling: ["erl", "rlvr"]
    case .diversity: ["erl", "blind"]
    case .coldStart: ["rlvr"]
    case .routesGrow, .routesCost, .defence: ["tempted"]
    }
  }
}
