import Basics
import Dashboard
import RunLog
import RunModel

/// The report for programs: the same figures in full precision.
extension Report {
  var json: String {
    JSONValue.fields([
      (ReportFile.key, .integer(ReportFile.version)),
      ("title", .string(comparison.title)), ("baseline", .optional(comparison.baseline)),
      ("random_walk", .optional(comparison.randomWalk)),
      ("notes", .array(cautions.map { .string($0) })),
      ("arms", .array(comparison.summaries.map(Self.summary))),
      (
        "axes",
        .array(axes.map { Self.table(ComparisonTable(comparison, axis: $0)) })
      ),
      ("claims", .array(judgements.map(Self.judgement))),
      ("description", .optional(description?.resolvedTOML())),
      (
        "runs",
        .array(comparison.arms.flatMap { arm in arm.runs.map { Self.run($0, of: arm.name) } })
      ),
    ]).tabulatedText(width: 300, escaping: { $0.isUnsafeInTerminals })
  }

  private static func judgement(_ judgement: ClaimJudgement) -> JSONValue {
    .fields([
      ("claim", .string(judgement.claim.rawValue)),
      ("verdict", .string(judgement.verdict.rawValue)),
      ("statement", .string(judgement.claim.statement)),
      ("measurement", .string(judgement.measurement)),
      (
        "figures",
        .array(
          judgement.figures.map {
            .fields([("label", .string($0.label)), ("estimate", estimate($0.estimate))])
          })
      ),
      ("remarks", .array(judgement.remarks.map { .string($0) })),
    ])
  }

  private static func summary(_ summary: ArmSummary) -> JSONValue {
    .fields([
      ("arm", .string(summary.arm)), ("title", .string(summary.title)),
      ("seeds", .array(summary.seeds.map { .integer($0) })),
      ("heldout", estimate(summary.heldOut)),
      ("heldout_middle_half", estimate(summary.middleHeldOut)),
      (
        "spent",
        .fields(CostAxis.allCases.map { ($0.rawValue, estimate(summary.spent[$0])) })
      ),
      ("published", .fields(summary.published.map { ($0.source, .figure($0.value)) })),
    ])
  }

  private static func table(_ table: ComparisonTable) -> JSONValue {
    .fields([
      ("axis", .string(table.axis.rawValue)), ("from", .optional(table.range?.lowerBound)),
      ("to", .optional(table.range?.upperBound)),
      ("arms", .array(table.rows.map(row))),
    ])
  }

  private static func row(_ row: ComparisonTable.Row) -> JSONValue {
    .fields(
      [("arm", .string(row.arm))]
        + ComparisonMeasure.allCases.map { measure in
          let values = (row.values[measure] ?? [:]).sorted { $0.key < $1.key }
          return (
            measure.rawValue,
            .fields([
              ("by_seed", .fields(values.map { ("\($0.key)", .figure($0.value)) })),
              ("mean", estimate(row.estimates[measure])),
              ("minus_baseline", estimate(row.differences[measure]?.estimate)),
            ])
          )
        })
  }

  private static func run(_ run: ComparedRun, of arm: String) -> JSONValue {
    let figures = run.evaluationFigures + run.passFigures + run.reflectionFigures + run.costFigures
    return .fields([
      ("run", .string(run.name)), ("arm", .string(arm)), ("seed", .integer(run.seed)),
      ("finished", .boolean(run.isFinished)),
      ("problems", .array([run.shortfall, run.leftOut].compactMap { $0 }.map { .string($0) })),
      ("figures", .fields(figures.map { ($0.name, figure($0)) })),
      ("alarms", .array(Alarms.of(run.state).map { .string($0) })),
      ("log", .array(run.state.excerpt.compactMap(line))),
    ])
  }

  private static func line(_ event: LoggedEvent) -> JSONValue? {
    try? JSONValue(parsing: EventLine.encode(event))
  }

  private static func figure(_ figure: RunFigure) -> JSONValue {
    .fields([
      ("value", .optional(figure.value)), ("low", .optional(figure.interval?.low)),
      ("high", .optional(figure.interval?.high)),
      ("n", figure.count.map { .integer($0) } ?? .null),
    ])
  }

  /// Without an interval, `certainty` says why.
  private static func estimate(_ estimate: Estimate?) -> JSONValue {
    guard let estimate else { return .null }
    let certainty =
      switch estimate.certainty {
      case .interval(_, let method): method.rawValue
      case .single: "one seed"
      case .allEqual: "all seeds alike"
      }
    return .fields([
      ("value", .figure(estimate.value)), ("low", .optional(estimate.interval?.low)),
      ("high", .optional(estimate.interval?.high)), ("n", .integer(estimate.count)),
      ("certainty", .string(certainty)),
    ])
  }
}

extension JSONValue {
  /// An object with keys in their order.
  fileprivate static func fields(_ fields: [(String, JSONValue)]) -> JSONValue {
    .object(fields.map { Member(name: $0.0, value: $0.1) })
  }

  /// Whole numbers stand without a fraction.
  fileprivate static func figure(_ number: Double) -> JSONValue {
    guard let whole = Int(exactly: number), whole.magnitude < 1 << 53 else {
      return .number(number)
    }
    return .integer(whole)
  }

  fileprivate static func optional(_ number: Double?) -> JSONValue {
    number.map { figure($0) } ?? .null
  }

  fileprivate static func optional(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }
}
