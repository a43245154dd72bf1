import ArgumentParser
import RLCore
import RunModel

/// Which of a run's tables is exported.
enum ExportTable: String, CaseIterable, ExpressibleByArgument {
  /// Every number that a curve is drawn of: one row for each series and step.
  case curves
  /// One row for each attempt.
  case episodes
  /// One row for each episode with a reflection.
  case pairs
  /// One row for each figure of a run, with its interval and n.
  case metrics
  /// One row for each evaluation.
  case evaluations

  /// What every table begins with, so that those of several runs can lie under each other.
  static let runColumns = ["run", "arm", "seed"]

  /// The table of one run, whose events are read by `read`.
  ///
  /// - Throws: what reading throws.
  func table(
    arm: String?, read: (_ onEvent: (LoggedEvent) -> Void) throws -> ComparedRun
  ) throws -> (table: DataTable, run: ComparedRun) {
    var words = EpisodeTables(threshold: 1)
    var scalars = ScalarLedger(keepsAll: true)
    var number = 0
    let run = try read { event in
      // Of several runs in one stream the last counts.
      if case .runStarted = event.event {
        (words, scalars) = (EpisodeTables(threshold: 1), ScalarLedger(keepsAll: true))
      }
      if self == .curves, case .metrics(let record) = event.event {
        scalars.add(record, elapsed: event.time?.elapsed, event: number)
      }
      number += 1
      if self == .episodes || self == .pairs { words.take(event.event) }
    }
    words.threshold = run.state.threshold
    var table: DataTable
    switch self {
    case .curves: table = CurveTables.curves(run.state, scalars)
    case .evaluations: table = CurveTables.evaluations(run.state)
    case .metrics: table = MetricTable.metrics(run)
    case .episodes: table = words.episodes
    case .pairs: table = words.pairs(in: run.state)
    }
    // A log of others may name no seed.
    let seed = run.state.start?.format == nil || run.seed != 0 ? run.seed : nil
    table = table.with(
      Self.runColumns, [.text(run.name), DataTable.Cell(arm), DataTable.Cell(seed)])
    return (table, run)
  }
}

extension DataTable {
  /// The same with columns in front that have one value in all rows.
  fileprivate func with(_ names: [String], _ cells: [Cell]) -> DataTable {
    var table = DataTable(names + columns)
    for row in rows { table.add(cells + row) }
    return table
  }
}
