import Dashboard
import RLCore
import RunModel
import TerminalUI

/// What a report says of one run.
struct RunSection {
  let run: ComparedRun

  func write(to document: inout ReportDocument) {
    let start = run.state.start
    document.heading("run \(run.name)")
    document.paragraph(
      [
        start?.environment, start?.algorithm.uppercased(), start?.summary,
        // A log of others may name no seed.
        start?.format == nil || run.seed != 0 ? "seed \(run.seed)" : nil,
        "step \(run.state.stepsDone)" + (run.stepsAsked.map { " of \($0)" } ?? ""),
      ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · "))
    document.list([run.shortfall, run.leftOut].compactMap { $0 })
    let taskFiles = start?.taskFiles ?? []
    document.list(taskFiles.flatMap { [$0.summary] + $0.remarks })
    document.table(curves)
    let figures = run.evaluationFigures + run.passFigures + run.reflectionFigures
    if !figures.isEmpty { document.table(table(of: figures)) }
    document.list(withheld)
    document.table(costs)
    if !tries.isEmpty { document.table(triesTable) }
    let alarms = Alarms.of(run.state)
    document.list(alarms.map { "alarm: \($0)" })
  }

  /// Figures that could be computed and would mislead, with the reason.
  private var withheld: [String] {
    run.state.reflectionMetrics().compactMap { metric in
      metric.withheld.map { "\(metric.id.family) \(metric.id.name) is withheld: \($0)" }
    }
  }

  /// What people tried of episodes outside of the run.
  private var tries: [BranchResult] { run.branches.compactMap { BranchResult($0) } }

  private var triesTable: ReportTable {
    ReportTable(
      columns: ["tried again", "told", "the run's words", "told this", "n"],
      rows: tries.map { result in
        let record = result.record
        let threshold = run.state.settings.threshold(atStep: record.step)
        return [
          "episode \(record.episode), step \(record.step)",
          record.text.isEmpty ? record.advice.rawValue : record.text,
          Self.solved(result.before, threshold), Self.solved(result.after, threshold),
          result.after.isEmpty ? "" : "\(result.after.count)",
        ]
      }
    ).withoutEmptyColumns
  }

  /// The share that was solved, with its interval.
  private static func solved(_ attempts: [AttemptRecord], _ threshold: Double) -> String {
    guard !attempts.isEmpty else { return "" }
    let solved = attempts.count { $0.reward >= threshold }
    let interval = Interval.wilson(successes: solved, of: attempts.count).map {
      " [\(Figures.share($0.low)), \(Figures.share($0.high))]"
    }
    return Figures.share(Double(solved) / Double(attempts.count)) + (interval ?? "")
  }

  private func table(of figures: [RunFigure]) -> ReportTable {
    ReportTable(
      columns: ["figure", "value", "95 %", "n"],
      rows: figures.map { figure in
        [
          figure.words, Figures.share(figure.value),
          figure.interval.map { "\(Figures.share($0.low)) to \(Figures.share($0.high))" } ?? "",
          figure.count.map { count in
            "\(Figures.count(count))" + (figure.countsGroups ? " groups" : "")
              + (figure.clusters.map { " in \($0) groups" } ?? "")
          } ?? "",
        ]
      }
    ).withoutEmptyColumns
  }

  private var costs: ReportTable {
    ReportTable(
      columns: ["spent", "amount"],
      rows: run.costFigures.compactMap { figure in
        guard let value = figure.value else { return nil }
        let isShare = figure.name.hasSuffix("_share")
        return [
          figure.words,
          isShare
            ? Figures.share(value)
            : figure.name == "spent.seconds"
              ? Figures.clock(value)
              : figure.name == "spent.money"
                ? Figures.money(value) : Figures.count(Int(exactly: value.rounded())),
        ]
      })
  }

  private var curves: ReportTable {
    let heldOut = run.state.curve(over: .steps).points.map { (Int($0.x), $0.y) }
    let training = run.state.steps
    let series: [(String, [(Int, Double)])] = [
      ("held-out", heldOut),
      (
        "first attempts",
        training.compactMap { step in step.first.successRate.map { (step.step, $0) } }
      ),
      (
        "second attempts",
        training.compactMap { step in step.second.successRate.map { (step.step, $0) } }
      ),
    ]
    return ReportTable(
      columns: ["curve", "0 ▁ to █ 1", "first", "last"],
      rows: series.filter { !$0.1.isEmpty }.map { name, points in
        [
          name, SparkText.of(points.map(\.1)), Figures.share(points.first?.1),
          Figures.share(points.last?.1),
        ]
      })
  }
}

/// A curve of shares as a few characters.
enum SparkText {
  private static let width = 40

  /// Evenly spaced of more values than there is room for, the last one always among them.
  static func of(_ values: [Double]) -> String {
    guard values.count > 1 else { return values.map(mark).joined() }
    let count = min(width, values.count)
    return (0..<count).map { place in
      mark(values[place * (values.count - 1) / (count - 1)])
    }.joined()
  }

  private static func mark(_ share: Double) -> String {
    guard share.isFinite else { return " " }
    return String(Array("▁▂▃▄▅▆▇█")[Int(min(1, max(0, share)) * 7.999)])
  }
}
