import RunModel
import TerminalUI

extension ViewID {
  package static let compare = ViewID("compare")
}

/// Shows which of the open runs or arms learns faster, and how sure that is.
struct CompareView: DashboardView {
  let id = ViewID.compare
  let question = "which of the open runs learns faster, and is it sure?"

  let bindings: [KeyBinding<Action>] = [
    KeyBinding(
      [.character("d")], "baseline", .find(.compare),
      "subtract this arm from the others, or the usual one again", hint: "baseline",
      group: "Compare")
  ]

  func rows(of state: DashboardState) -> Rows {
    Rows(ComparisonRow.rows(of: state).map(\.number))
  }

  func episode(of state: DashboardState) -> Int? { nil }

  func takeaway(of state: DashboardState) -> Takeaway? {
    guard let selected = selected(state) else { return nil }
    let cells = ComparisonCells(state: state, compared: state.comparedArms, width: 200)
    let words = zip(cells.columns, cells.cells(selected)).map { column, cell in
      (column.title.isEmpty ? "" : "\(column.title): ") + cell.map(\.text).joined()
    }
    let name =
      switch selected {
      case .arm(let arm): "arm \(arm + 1)"
      case .run(let run): "run \(run + 1)"
      }
    return Takeaway(
      name, file: "\(name.replacing(" ", with: "-")).txt", text: words.joined(separator: "\n"))
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    [Region(parts(of: area, state)[1], pane: 0, .list)]
  }

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let compared = state.comparedArms
    let parts = parts(of: area, state)
    drawPlot(compared, state, in: parts[0], on: &canvas)
    drawTable(compared, state, in: parts[1], on: &canvas)
    CompareClaims(judgements: judgements(state)).draw(in: parts[3], on: &canvas)
    WarningLines(texts: cautions(state))
      .draw(in: parts[2].inset(left: 1, right: 1), on: &canvas)
  }

  /// What is read to half would be called unfinished, and decides nothing.
  private func cautions(_ state: DashboardState) -> [String] {
    state.readingShare == nil ? state.comparedArms.cautions : []
  }

  private func judgements(_ state: DashboardState) -> [ClaimJudgement] {
    state.readingShare == nil ? state.judgements : []
  }

  /// The plot, the table, what is to be said of both, and the claims.
  private func parts(of area: Rect, _ state: DashboardState) -> [Rect] {
    let cautions = WarningLines(texts: cautions(state))
    let arms = shownRows(of: state).count
    let most = arms > 8 && area.height < 40 ? 1 : area.height >= 30 ? 4 : 2
    let notes = area.height >= 16 ? cautions.height(width: area.width - 2, limit: most) : 0
    let claims = CompareClaims(judgements: judgements(state)).height(in: area.height)
    // Many arms leave the curves more than half of what the claims do not take.
    let table = min(
      arms + 3, max(4, (area.height - claims - notes) * 2 / 5))
    let parts = area.rows(
      .share(), .fixed(area.height >= 10 ? table : 0), .fixed(claims), .fixed(notes))
    return [parts[0], parts[1], parts[3], parts[2]]
  }

  private func drawPlot(
    _ compared: ComparedArms, _ state: DashboardState, in area: Rect, on canvas: inout Canvas
  ) {
    let band = compared.bandWords.map { " · \($0)" } ?? ""
    let axis = "x: \(state.plots.axis.words)"
    let drawn = compared.drawnWords(isMarked: state.marksCurves)
    let footers = drawn.map { "\(axis) · \($0)" } + [axis]
    let inside = Frame(
      "held-out success", note: "first attempts" + band,
      footer: footers.first { $0.count <= area.width - 4 } ?? ""
    ).draw(in: area, on: &canvas)
    compared.plot(
      selected: state.selectedArm, xLabel: state.plots.axis.label, isMarked: state.marksCurves
    ).draw(in: inside, on: &canvas)
  }

  private func drawTable(
    _ compared: ComparedArms, _ state: DashboardState, in area: Rect, on canvas: inout Canvas
  ) {
    let hint = state.runs.count == 1 ? "open several: kolb open RUN RUN" : hint(state)
    let cells = ComparisonCells(state: state, compared: compared, width: max(0, area.width - 2))
    let inside = Frame(
      state.runs[0].member == nil ? "runs" : "arms", note: hint,
      footer: state.readingShare.map { "read to \(Figures.percent($0)) so far" }
        ?? ExperimentProgress(state)?.words ?? cells.scope, focus: .focused
    ).draw(in: area, on: &canvas)
    let rows = shownRows(of: state)
    Table(cells.columns, count: rows.count, gap: cells.gap) {
      cells.cells(ComparisonRow(number: rows.number($0)))
    }.draw(
      in: inside, state: ListState(selected: rows.place(of: state.place.selection)), on: &canvas)
  }

  private func hint(_ state: DashboardState) -> String {
    guard case .arm(let arm) = selected(state), state.armRuns.indices.contains(arm),
      state.armRuns[arm].runs.count > 1
    else { return "Enter: go to the run" }
    return state.place.opened == arm ? "Enter: fold its seeds" : "Enter: show its seeds"
  }

  private func selected(_ state: DashboardState) -> ComparisonRow? {
    selectedRow(of: state).map { ComparisonRow(number: $0) }
  }

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    switch action {
    case .move(.enter): return enter(in: state)
    case .move(.back):
      guard let opened = state.place.opened, state.layers.isEmpty else { return nil }
      var place = state.place
      place.opened = nil
      return [.place(place), .select(row: ComparisonRow.arm(opened).number)]
    case .find(.compare): return chooseBaseline(in: state)
    case .find(.openFilter): return [.say("nothing to filter here; filters are in the lists")]
    default: return nil
    }
  }

  /// What the others are held against becomes the selected arm, or the usual one again.
  private func chooseBaseline(in state: DashboardState) -> [Intent] {
    guard let arm = state.selectedArm, state.armRuns.count > 1 else {
      return [.say("there is nothing to hold it against: kolb open RUN RUN opens several")]
    }
    let name = state.armRuns[arm].name
    guard state.baseline != name else {
      return [.baseline(nil), .say("the others are held against the usual baseline again")]
    }
    return [.baseline(name), .say("the others are held against \(name)")]
  }

  private func enter(in state: DashboardState) -> [Intent] {
    switch selected(state) {
    case .arm(let arm) where state.armRuns.indices.contains(arm):
      let runs = state.armRuns[arm].runs
      guard runs.count > 1 else { return runs.first.map { open($0, in: state) } ?? [] }
      var place = state.place
      place.opened = place.opened == arm ? nil : arm
      return [.place(place), .select(row: ComparisonRow.arm(arm).number)]
    case .run(let run): return open(run, in: state)
    case .arm, nil: return []
    }
  }

  /// Goes into a run; Esc comes back to this very place.
  private func open(_ run: Int, in state: DashboardState) -> [Intent] {
    guard run == state.current else { return [.drillIntoRun(run)] }
    guard state.runs[run].member == nil else {
      return [.drill(into: .overview, at: ViewPlace())]
    }
    return [.say("this run is on the screen already")]
  }
}
