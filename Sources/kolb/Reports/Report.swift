import Dashboard
import RunModel
import TerminalUI

/// Everything that a report says, in whichever form.
struct Report {
  let comparison: Comparison
  let description: ExperimentDescription?
  /// Whether the runs belong to an experiment, whose single runs are not told one by one.
  let isExperiment: Bool
  let remarks: [String]
  let axes: [CostAxis]
  /// The verdicts of a report that was written before, which excerpts cannot give anew.
  let written: [ClaimJudgement]

  /// - Parameters:
  ///   - source: the runs.
  ///   - axes: what arms are compared over.
  ///   - baseline: the arm that the others are held against; the experiment's if not given.
  /// - Throws: what reading the runs throws; `WrongUsage` where no arm has that name.
  init(_ source: ComparisonSource, axes: [CostAxis], baseline: String? = nil) throws {
    comparison = try source.comparison(baseline: baseline)
    description = source.description
    isExperiment = source.isExperiment
    written = source.judgements
    remarks = source.remarks + comparison.remarks
    self.axes = axes
  }

  /// What has to be known before any figure is believed.
  var cautions: [String] {
    // Single runs say themselves what is missing of them.
    (isExperiment ? remarks : []) + missing + comparison.differences.map(String.init(describing:))
      + (isExperiment && hasUnfinished ? ["only finished runs are counted"] : [])
  }

  private var hasUnfinished: Bool {
    comparison.countsFinishedOnly
      && comparison.arms.contains { $0.runs.contains { !$0.isFinished } }
  }

  /// Arms and seeds of the description of which there is no run.
  private var missing: [String] {
    guard let description else { return [] }
    return description.arms.compactMap { arm in
      let seeds = comparison.arm(named: arm.name)?.runs.map(\.seed) ?? []
      let absent = description.seeds.filter { !seeds.contains($0) }
      guard !absent.isEmpty else { return nil }
      return "\(arm.name): no run of seed \(absent.map(String.init).joined(separator: ", "))"
    }
  }

  var document: ReportDocument {
    var document = ReportDocument()
    document.heading(comparison.title, level: 1)
    if let question = description?.question { document.paragraph(question) }
    if isExperiment {
      let runs = comparison.arms.flatMap(\.runs)
      document.paragraph(
        "\(comparison.arms.count) arms, \(runs.count) runs, "
          + "\(runs.count(where: \.isFinished)) of them finished.")
    }
    document.list(cautions.map { "note: \($0)" })
    if isExperiment || comparison.arms.count > 1 {
      ComparisonSection(comparison: comparison, axes: axes).write(to: &document)
    }
    ClaimsSection(judgements: judgements).write(to: &document)
    if !isExperiment {
      for run in comparison.arms.flatMap(\.runs) { RunSection(run: run).write(to: &document) }
    }
    return document
  }

  /// Learning curves over the first axis.
  var svg: String {
    let axis = axes.first ?? .steps
    return ComparisonPlot.plot(comparison, axis: axis).svg(
      title: "\(comparison.title): held-out success of first attempts")
  }
}
