import Dashboard
import RunModel

/// The report for programs: the same figures in full precision.
extension Report {
  var json: String {
    JSONTree.object([
      ("title", .text(comparison.title)), ("baseline", JSONTree(comparison.baseline)),
      ("random_walk", JSONTree(comparison.randomWalk)),
      ("notes", .list(cautions.map { .text($0) })),
      ("arms", .list(comparison.summaries.map(Self.summary))),
      (
        "axes",
        .list(axes.map { Self.table(ComparisonTable(comparison, axis: $0)) })
      ),
      ("claims", .list(judgements.map(Self.judgement))),
      (
        "runs",
        .list(comparison.arms.flatMap { arm in arm.runs.map { Self.run($0, of: arm.name) } })
      ),
    ]).text() + "\n"
  }

  private static func judgement(_ judgement: ClaimJudgement) -> JSONTree {
    .object([
      ("claim", .text(judgement.claim.rawValue)), ("verdict", .text(judgement.verdict.rawValue)),
      ("statement", .text(judgement.claim.statement)),
      ("measurement", .text(judgement.measurement)),
      (
        "figures",
        .list(
          judgement.figures.map {
            .object([("label", .text($0.label)), ("estimate", estimate($0.estimate))])
          })
      ),
      ("remarks", .list(judgement.remarks.map { .text($0) })),
    ])
  }

  private static func summary(_ summary: ArmSummary) -> JSONTree {
    .object([
      ("arm", .text(summary.arm)), ("title", .text(summary.title)),
      ("seeds", .list(summary.seeds.map { .integer($0) })),
      ("heldout", estimate(summary.heldOut)),
      ("heldout_middle_half", estimate(summary.middleHeldOut)),
      (
        "spent",
        .object(CostAxis.allCases.map { ($0.rawValue, estimate(summary.spent[$0])) })
      ),
      ("published", .object(summary.published.map { ($0.source, .number($0.value)) })),
    ])
  }

  private static func table(_ table: ComparisonTable) -> JSONTree {
    .object([
      ("axis", .text(table.axis.rawValue)), ("from", JSONTree(table.range?.lowerBound)),
      ("to", JSONTree(table.range?.upperBound)),
      ("arms", .list(table.rows.map(row))),
    ])
  }

  private static func row(_ row: ComparisonTable.Row) -> JSONTree {
    .object(
      [("arm", .text(row.arm))]
        + ComparisonMeasure.allCases.map { measure in
          let values = (row.values[measure] ?? [:]).sorted { $0.key < $1.key }
          return (
            measure.rawValue,
            .object([
              ("by_seed", .object(values.map { ("\($0.key)", .number($0.value)) })),
              ("mean", estimate(row.estimates[measure])),
              ("minus_baseline", estimate(row.differences[measure]?.estimate)),
            ])
          )
        })
  }

  private static func run(_ run: ComparedRun, of arm: String) -> JSONTree {
    let figures = run.evaluationFigures + run.reflectionFigures + run.costFigures
    return .object([
      ("run", .text(run.name)), ("arm", .text(arm)), ("seed", .integer(run.seed)),
      ("finished", .flag(run.isFinished)),
      ("problems", .list([run.shortfall, run.leftOut].compactMap { $0 }.map { .text($0) })),
      ("figures", .object(figures.map { ($0.name, figure($0)) })),
      ("alarms", .list(Alarms.of(run.state).map { .text($0) })),
    ])
  }

  private static func figure(_ figure: RunFigure) -> JSONTree {
    .object([
      ("value", JSONTree(figure.value)), ("low", JSONTree(figure.interval?.low)),
      ("high", JSONTree(figure.interval?.high)),
      ("n", figure.count.map { .integer($0) } ?? .null),
    ])
  }

  /// Without an interval, `certainty` says why.
  private static func estimate(_ estimate: Estimate?) -> JSONTree {
    guard let estimate else { return .null }
    let certainty =
      switch estimate.certainty {
      case .interval(_, let method): method.rawValue
      case .single: "one seed"
      case .allEqual: "all seeds alike"
      }
    return .object([
      ("value", .number(estimate.value)), ("low", JSONTree(estimate.interval?.low)),
      ("high", JSONTree(estimate.interval?.high)), ("n", .integer(estimate.count)),
      ("certainty", .text(certainty)),
    ])
  }
}
