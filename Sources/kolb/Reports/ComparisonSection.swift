import Dashboard
import RunModel

/// What a report says of arms held against each other.
struct ComparisonSection {
  let comparison: Comparison
  let axes: [CostAxis]

  func write(to document: inout ReportDocument) {
    document.heading("held-out success of first attempts, each run at its own end")
    document.table(summary)
    document.paragraph(lines)
    if comparison.arms.contains(where: { comparison.counted($0).count > 1 }) {
      document.paragraph(Self.method)
    }
    guard comparison.arms.count > 1 else { return }
    guard !comparison.differences.contains(where: { $0.subject == "environments" }) else {
      return document.paragraph("Different environments are not held against each other further.")
    }
    for axis in axes { write(ComparisonTable(comparison, axis: axis), to: &document) }
  }

  private static let method =
    "Intervals are of 95 % and over seeds: bootstrap-t from five seeds on, Student's t below. "
    + "Differences are within a seed. The middle half is the mean without the best and the worst "
    + "quarter, from ten seeds on."

  private var lines: String {
    [
      comparison.randomWalk.map { "Random walk \(Figures.share($0))" }, "always right 1.00",
    ].compactMap { $0 }.joined(separator: ", ") + "."
  }

  private var summary: ReportTable {
    let sources = comparison.arms.flatMap { $0.published.map(\.source) }
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let columns =
      ["arm", "n", "success", "middle half"]
      + CostAxis.allCases.map { $0 == .steps ? "steps" : $0.words } + ["curve, 0 ▁ to █ 1"]
      + sources.map { "published: \($0)" }
    let curves = Dictionary(
      uniqueKeysWithValues: comparison.curves(over: .steps).map {
        ($0.arm, SparkText.of($0.places.map(\.estimate.value)))
      })
    let rows = comparison.summaries.map { summary -> [String] in
      let spent = CostAxis.allCases.map { Figures.amount(summary.spent[$0]) }
      let published = sources.map { source in
        summary.published.first { $0.source == source }.map { Figures.share($0.value) } ?? ""
      }
      return [summary.title, "\(summary.seeds.count)", success(summary)]
        + [summary.middleHeldOut.map(Figures.estimate) ?? ""] + spent
        + [curves[summary.arm] ?? ""] + published
    }
    return ReportTable(columns: columns, rows: rows).withoutEmptyColumns
  }

  private func success(_ summary: ArmSummary) -> String {
    guard let record = summary.ofTasks else { return Figures.estimate(summary.heldOut) }
    return "\(Figures.share(record.successRate)) "
      + "[\(Figures.share(record.low))–\(Figures.share(record.high))] of \(record.episodes) tasks"
  }

  private func write(_ table: ComparisonTable, to document: inout ReportDocument) {
    document.heading("at equal \(table.axis.words)")
    guard let range = table.range, range.upperBound > range.lowerBound else {
      return document.paragraph("The runs have no amount of these in common.")
    }
    let third = range.lowerBound + (range.upperBound - range.lowerBound) / 3
    document.paragraph(
      "From \(Figures.short(range.lowerBound)) to \(Figures.short(range.upperBound)), which all runs "
        + "of all arms reach; the first third ends at \(Figures.short(third)).")
    document.table(
      ReportTable(
        columns: ["arm", "n"] + ComparisonMeasure.allCases.map(\.words),
        rows: table.rows.map { row in
          [row.title, "\(row.values[.final]?.count ?? 0)"]
            + ComparisonMeasure.allCases.map { Figures.estimate(row.estimates[$0]) }
        }))
    let compared = table.rows.filter { !$0.differences.isEmpty }
    guard !compared.isEmpty, let baseline = comparison.baseline else { return }
    document.table(
      ReportTable(
        columns: ["minus \(baseline)", "pairs"] + ComparisonMeasure.allCases.map(\.words),
        rows: compared.map { row in
          [row.title, "\(row.differences[.final]?.estimate.count ?? 0)"]
            + ComparisonMeasure.allCases.map { difference(row.differences[$0]) }
        }))
  }

  /// With a sign where the interval is on one side of zero.
  private func difference(_ difference: PairedDifference?) -> String {
    let sign =
      switch difference?.direction {
      case .better: " ▲"
      case .worse: " ▼"
      case .undecided, nil: ""
      }
    return Figures.difference(difference) + sign
  }
}
