import RLCore
import RunModel

/// The numbers behind a run's curves, in long form.
enum CurveTables {
  /// Where a row lies on each axis.
  private static let axes = ["step", "sequences", "tokens", "optimizer_steps", "seconds"]

  static func evaluations(_ state: RunState) -> DataTable {
    var table = DataTable(axes + ["name", "success_rate", "low", "high", "episodes"])
    for point in state.evaluations {
      let record = point.record
      table.add(
        places { $0.place(of: point, in: state) } + [
          .text(record.name), .number(record.successRate), .number(record.low),
          .number(record.high), .integer(record.episodes),
        ])
    }
    return table
  }

  /// One row for each value of each series, which are named as in `evaluation.heldout`,
  /// `first.success` and `update.distilled.loss`.
  ///
  /// `n` is what the value is of: attempts, reflections, claims or rows.
  /// The trainer's own numbers come from a ledger that has them all, since a state of very many
  /// leaves some out.
  static func curves(_ state: RunState, _ scalars: ScalarLedger) -> DataTable {
    var table = DataTable(axes + ["series", "value", "low", "high", "n"])
    for point in state.evaluations {
      let record = point.record
      table.add(
        places { $0.place(of: point, in: state) } + [
          .text("evaluation.\(record.name)"), .number(record.successRate), .number(record.low),
          .number(record.high), .integer(record.episodes),
        ])
    }
    for step in state.steps {
      let place = places { $0.place(of: step) }
      for row in rows(of: step) {
        table.add(
          place + [
            .text(row.series), .number(row.value), DataTable.Cell(row.interval?.low),
            DataTable.Cell(row.interval?.high), DataTable.Cell(row.n),
          ])
      }
    }
    for series in scalars.series {
      for point in series.points { table.add(scalar(point, of: series.name)) }
    }
    return table
  }

  /// A number of the trainer's own, under its own name.
  private static func scalar(_ point: ScalarPoint, of name: String) -> [DataTable.Cell] {
    let seconds = point.elapsed.isFinite ? DataTable.Cell(Double(point.elapsed)) : .missing
    return [.integer(point.step), .missing, .missing, .missing, seconds]
      + [.text(name), .number(point.value), .missing, .missing, .missing]
  }

  private static func places(_ place: (CostAxis) -> Double?) -> [DataTable.Cell] {
    CostAxis.allCases.map { axis in
      let value = place(axis)
      guard axis != .seconds, let value, let whole = Int(exactly: value) else {
        return DataTable.Cell(value)
      }
      return .integer(whole)
    }
  }

  private struct Row {
    var series: String
    var value: Double
    var interval: Interval?
    var n: Int?
  }

  private static func rows(of step: StepRecord) -> [Row] {
    var rows: [Row] = []
    func add(_ series: String, _ value: Double?, _ interval: Interval? = nil, n: Int? = nil) {
      if let value { rows.append(Row(series: series, value: value, interval: interval, n: n)) }
    }
    for (name, tally) in [("first", step.first), ("second", step.second)] {
      add("\(name).success", tally.successRate, tally.interval, n: tally.count)
      add("\(name).reward", tally.mean, n: tally.count)
    }
    for tries in PassRates.tries {
      let mean = step.passes[tries]
      if mean.count > 0 {
        add("first.pass@\(tries)", mean.mean, mean.shareInterval, n: mean.count)
      }
    }
    let reflections = step.reflections
    add("reflection.parsed", reflections.parsedShare, n: reflections.count)
    add("reflection.novel", reflections.novelShare, n: reflections.count)
    add("reflection.rules_true", reflections.rules.accuracy, n: reflections.rules.claims)
    let (gain, net) = (step.lift.gain, step.lift.net)
    add("lift.gain", gain.mean, gain.interval, n: gain.count)
    add("lift.net", net.mean, net.interval, n: net.count)
    guard let update = step.update else { return rows }
    add("gradient_norm", update.gradientNorm)
    for (kind, statistics) in update.rows.sorted(by: { $0.key < $1.key }) {
      let n = statistics.rows
      for (name, value) in [
        ("reward", statistics.reward), ("loss", statistics.loss),
        ("advantage_mean", statistics.advantageMean),
        ("advantage_deviation", statistics.advantageDeviation),
        ("entropy", statistics.entropy), ("clip_share", statistics.clipShare),
      ] { add("update.\(kind.rawValue).\(name)", value, n: n) }
      add("update.\(kind.rawValue).kl", statistics.kl, n: n)
      add(
        "update.\(kind.rawValue).all_failed_groups", Double(statistics.allFailedGroups),
        n: statistics.groups)
      add(
        "update.\(kind.rawValue).all_solved_groups", Double(statistics.allSolvedGroups),
        n: statistics.groups)
      add(
        "update.\(kind.rawValue).idle_failed_groups", Double(statistics.failedWithoutGradient),
        n: statistics.groups)
      add(
        "update.\(kind.rawValue).idle_solved_groups", Double(statistics.solvedWithoutGradient),
        n: statistics.groups)
    }
    return rows
  }
}
