import Dashboard
import RunModel

/// What a report says of the claims that an experiment is to judge.
struct ClaimsSection {
  let judgements: [ClaimJudgement]

  func write(to document: inout ReportDocument) {
    guard !judgements.isEmpty else { return }
    document.heading("claims")
    var verdicts = ReportTable(columns: ["claim", "verdict", "what is claimed"])
    verdicts.rows = judgements.map {
      [$0.claim.rawValue, $0.verdict.rawValue, $0.claim.statement]
    }
    document.table(verdicts)
    for judgement in judgements {
      document.heading("\(judgement.claim.rawValue): \(judgement.verdict.rawValue)", level: 3)
      document.paragraph(judgement.measurement)
      var figures = ReportTable(columns: ["figure", "n", "value"])
      figures.rows = judgement.figures.map {
        [$0.label, "\($0.estimate.count)", Figures.estimate($0.estimate)]
      }
      if !figures.rows.isEmpty { document.table(figures) }
      document.list(judgement.remarks)
    }
  }
}

extension Report {
  /// The verdicts on the claims of the description: those that a report was written with, else by
  /// the runs that there are.
  var judgements: [ClaimJudgement] {
    guard written.isEmpty, let description else { return written }
    var results = ExperimentResults(description: description)
    for arm in comparison.arms {
      results.states[arm.name] = Dictionary(
        arm.runs.map { ($0.seed, $0.state) }, uniquingKeysWith: { first, _ in first })
    }
    return description.claims.map { $0.judge(results) }
  }
}
