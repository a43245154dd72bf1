import RunModel
import TerminalUI

/// The columns of the table of arms, as many as there is room for.
struct ComparisonCells {
  let state: DashboardState
  let compared: ComparedArms
  let width: Int
  let selected: Int?
  /// What is shown besides the comparison at one place, and how far columns are apart.
  private(set) var chosen: (extras: Extras, gap: Int) = (.all, 1)

  init(state: DashboardState, compared: ComparedArms, width: Int) {
    self.state = state
    self.compared = compared
    self.width = width
    selected = state.selectedArm
    chosen = fitting
  }

  var baseline: String? { compared.comparison.baseline }

  var hasDifferences: Bool { compared.comparison.arms.count > 1 }
  private var hasHeights: Bool { hasHeights(chosen.extras) }
  private var hasCosts: Bool { chosen.extras.contains(.costs) }
  private var hasLift: Bool { chosen.extras.contains(.lift) && isOfOneRunEach }
  private var hasEnd: Bool { hasEnd(chosen.extras) }

  private func hasHeights(_ extras: Extras) -> Bool { extras.contains(.heights) && hasDifferences }
  /// Where there is nothing to compare with, the end is all that there is.
  private func hasEnd(_ extras: Extras) -> Bool { extras.contains(.end) || !hasDifferences }

  /// Where every arm is one run, how many seeds there are is said once, beside the difference.
  private var hasSeeds: Bool { !isOfOneRunEach }
  private var isOfOneRunEach: Bool { compared.summaries.allSatisfy { $0.ofTasks != nil } }

  /// Columns between two columns.
  var gap: Int { chosen.gap }

  var columns: [Table.Column] {
    let isExperiment = state.runs.contains { $0.member != nil }
    return [.init(isExperiment ? "arm" : "run", .share(1, atLeast: 10))]
      + figures(chosen.extras)
  }

  func figures(_ extras: Extras) -> [Table.Column] {
    var columns: [Table.Column] = []
    if hasSeeds { columns.append(.init("n", .fixed(2), .trailing)) }
    if hasEnd(extras) { columns.append(.init("at its end", .fixed(17), .trailing)) }
    if hasDifferences {
      columns += [
        .init("at \(place)", .fixed(hasSeeds ? 17 : max(8, place.count + 3)), .trailing),
        .init(minus, .fixed(differenceWidth(.final)), .trailing),
      ]
    }
    if hasHeights(extras) {
      columns += [
        .init("mean height", .fixed(hasSeeds ? 17 : 11), .trailing),
        .init(minus, .fixed(differenceWidth(.area)), .trailing),
      ]
    }
    if extras.contains(.costs) {
      columns += [.init("tokens", .fixed(7), .trailing), .init("time", .fixed(7), .trailing)]
    }
    if extras.contains(.lift), isOfOneRunEach {
      columns.append(.init("net lift", .fixed(11), .trailing))
    }
    return columns
  }

  /// What a column is over that has no word of it in its head.
  var scope: String {
    columns.contains { $0.title == "net lift" } ? "net lift: over all steps" : ""
  }

  /// Bounds that are almost nothing take a digit more.
  private func differenceWidth(_ measure: ComparisonMeasure) -> Int {
    let widths = compared.table.rows.map {
      Figures.difference($0.differences[measure]).count + 1
    }
    return max(minus.count, widths.max() ?? 0)
  }

  /// Where on the axis the arms are compared: "12.6k tokens".
  private var place: String {
    guard let end = compared.table.range?.upperBound else {
      return "equal \(state.plots.axis.label)"
    }
    return state.plots.axis == .steps
      ? "step \(Figures.short(end))" : "\(Figures.short(end)) \(state.plots.axis.label)"
  }

  func cells(_ row: ComparisonRow) -> [[Span]] {
    switch row {
    case .arm(let index): cells(ofArm: index)
    case .run(let index): cells(ofRun: index)
    }
  }

  private func cells(ofArm index: Int) -> [[Span]] {
    guard compared.comparison.arms.indices.contains(index) else { return [] }
    let arm = compared.comparison.arms[index]
    let summary = compared.summaries[index]
    let row = compared.table.rows[index]
    let isShown = arm.runs.count == 1 && state.armRuns[index].runs.first == state.current
    var cells: [[Span]] = [
      [
        sign(index), Span(" ", .text),
        Span(compared.titles(within: nameWidth)[index], isShown ? .title : .text),
        Span(arm.name == baseline && hasDifferences ? "  baseline" : "", .muted),
      ]
    ]
    if hasSeeds { cells.append([Span("\(summary.seeds.count)", .muted)]) }
    if hasEnd { cells.append([Span(ending(summary), .text)]) }
    if hasDifferences {
      cells += pair(row, .final)
      if hasHeights { cells += pair(row, .area) }
    }
    if hasCosts {
      cells += [
        [Span(Figures.short(summary.spent[.tokens]?.value), .text)],
        [Span(Figures.clock(summary.spent[.seconds]?.value), .text)],
      ]
    }
    if hasLift { cells.append([Span(lift(arm), .text)]) }
    return cells
  }

  private func ending(_ summary: ArmSummary) -> String {
    guard let record = summary.ofTasks else { return Figures.estimate(summary.heldOut) }
    return Self.ofTasks(record)
  }

  static func ofTasks(_ record: EvaluationRecord?) -> String {
    guard let record else { return Figures.unknown }
    return "\(Figures.share(record.successRate)) \(Figures.interval(record.low, record.high))"
  }

  private func pair(
    _ row: ComparisonTable.Row, _ measure: ComparisonMeasure
  ) -> [[Span]] {
    let difference = row.differences[measure]
    let style: Style =
      switch difference?.direction {
      case .better: .good
      case .worse: .bad
      case .undecided, nil: .muted
      }
    let sign =
      switch difference?.direction {
      case .better: "▲"
      case .worse: "▼"
      case .undecided, nil: " "
      }
    return [
      [
        Span(
          between(measure, !row.readBetween.isEmpty)
            + (hasSeeds
              ? Figures.estimate(row.estimates[measure])
              : Figures.share(row.estimates[measure]?.value)),
          .text)
      ],
      [
        Span(difference == nil ? "" : Figures.difference(difference), style), Span(sign, style),
      ],
    ]
  }

  /// Marks a value that stands on the line between two evaluations and was not measured there.
  private func between(_ measure: ComparisonMeasure, _ isBetween: Bool) -> String {
    measure == .final && isBetween ? Sign.between.symbol : ""
  }

  private func lift(_ arm: Comparison.Arm) -> String {
    guard let net = arm.runs.first?.state.lift().net, net.mean != nil else {
      return Figures.unknown
    }
    return "\(Figures.signed(net.mean)) ±\(Figures.share(net.interval?.halfWidth))"
  }

  private func cells(ofRun index: Int) -> [[Span]] {
    guard state.runs.indices.contains(index), let member = state.runs[index].member,
      let place = compared.comparison.arms.firstIndex(where: { $0.name == member.arm }),
      let run = compared.comparison.arms[place].runs.first(where: { $0.seed == member.seed })
    else { return [] }
    let row = compared.table.rows[place]
    func value(_ measure: ComparisonMeasure) -> [[Span]] {
      let own = row.values[measure]?[member.seed]
      let base = compared.table.rows.first { $0.arm == baseline }?.values[measure]?[member.seed]
      let difference = own.flatMap { own in base.map { own - $0 } }
      return [
        [
          Span(
            between(measure, row.readBetween.contains(member.seed)) + Figures.share(own), .muted)
        ],
        [Span(row.arm == baseline ? "" : Figures.signed(difference) + " ", .muted)],
      ]
    }
    var cells: [[Span]] = [
      [
        Span("  seed \(member.seed)", index == state.current ? .title : .text),
        Span(run.shortfall.map { "  \($0)" } ?? "", .warning),
      ]
    ]
    if hasSeeds { cells.append([]) }
    if hasEnd { cells.append([Span(Self.ofTasks(run.heldOut), .muted)]) }
    if hasDifferences {
      cells += value(.final)
      if hasHeights { cells += value(.area) }
    }
    if hasCosts {
      cells += [
        [Span(Figures.short(run.spent(.tokens)), .muted)],
        [Span(Figures.clock(run.spent(.seconds)), .muted)],
      ]
    }
    return cells
  }
}

extension ComparisonCells {
  /// Columns that tables without room for them do without.
  struct Extras: OptionSet {
    let rawValue: Int

    static let end = Extras(rawValue: 1)
    static let costs = Extras(rawValue: 2)
    static let lift = Extras(rawValue: 4)
    static let heights = Extras(rawValue: 8)
    static let all: Extras = [.end, .costs, .lift, .heights]
  }

  /// The most columns beside which every name is whole, and what room is left goes between them.
  var fitting: (extras: Extras, gap: Int) {
    let choices: [Extras] = [.all, [.end, .costs, .lift], [.end, .costs], .end, []]
    let extras = choices.first { widest <= room(beside: $0, gap: 1) } ?? .end
    return (extras, widest <= room(beside: extras, gap: 2) ? 2 : 1)
  }

  /// The longest name with its sign, and the word beside that of the baseline.
  private var widest: Int {
    compared.comparison.arms.map { 2 + TextWidth.columns(of: $0.title) + suffix(of: $0).count }
      .max() ?? 0
  }

  private func suffix(of arm: Comparison.Arm) -> String {
    arm.name == baseline && hasDifferences ? "  baseline" : ""
  }

  /// What the figures leave to the first column, with the selection's sign and a scroll bar beside.
  private func room(beside extras: Extras, gap: Int) -> Int {
    figures(extras).reduce(width - 3) { room, column in
      if case .fixed(let width) = column.length { room - width - gap } else { room }
    }
  }

  /// What there is for a title: the room for names without the sign and the word behind it.
  var nameWidth: Int {
    let room = room(beside: chosen.extras, gap: gap) - 2
    return max(8, widest <= room + 2 || !hasDifferences ? room : room - 10)
  }

  /// "minus rlvr": what differences are to, with a blank below which their signs stand.
  var minus: String {
    let title = compared.comparison.arms.first { $0.name == baseline }?.title ?? "—"
    return "minus \(title.count <= 14 ? title : "baseline") "
  }

  /// The sign of an arm's curve.
  func sign(_ arm: Int) -> Span {
    compared.sign(of: arm, selected: selected).map(ComparisonPlot.sign) ?? Span(" ", .text)
  }
}
