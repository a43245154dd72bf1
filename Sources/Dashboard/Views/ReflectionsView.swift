import RLCore
import RunModel
import TerminalUI

extension ViewID {
  package static let reflections = ViewID("reflections")
}

/// Shows whether the reflections are true, new, and of any use.
struct ReflectionsView: DashboardView {
  let id = ViewID.reflections
  let question = "are the reflections true, new, and of use?"
  /// The list, the selected one in full, and the metrics.
  let panes = 3

  var bindings: [KeyBinding<Action>] { Self.keys }

  func rows(of state: DashboardState) -> Rows {
    switch state.place.arrangement {
    case .list: ReflectionList.rows(of: state)
    case .meanings: MeaningList.rows(of: state)
    case .claims: Rows(state.claimGrid.rows.map(\.number))
    }
  }

  func rows(_ numbers: [Int], of state: DashboardState) -> Rows {
    state.place.arrangement == .list
      ? ReflectionList.rows(numbers, of: state) : Rows(numbers)
  }

  /// The selected reflection's, or that of the latest one that what is selected is about.
  func episode(of state: DashboardState) -> Int? {
    switch state.place.arrangement {
    case .list: return selectedRow(of: state)
    case .meanings: return group(of: state)?.lastEpisode
    case .claims:
      let grid = state.claimGrid
      guard let cursor = ClaimGridPanel.cursor(of: state, in: grid) else { return nil }
      return state.latestReflection(ofSteps: grid.columns[cursor.column].steps) { meaning in
        meaning?.parts.contains { $0.proposition == cursor.row.proposition } == true
      }
    }
  }

  /// The selected meaning.
  func group(of state: DashboardState) -> MeaningGroup? {
    selectedRow(of: state).flatMap { state.meaningGroups[$0] }
  }

  func takeaway(of state: DashboardState) -> Takeaway? {
    episode(of: state).flatMap { ReflectionDocument.takeaway($0, of: state) }
  }

  func charts(of state: DashboardState) -> [Chart] { MetricsPanel.charts(of: state.run) }

  // MARK: - Layout

  /// Where the parts of the view lie; those that are not there do not show.
  private struct Layout {
    var verdict: Rect
    var list: Rect?
    /// How often a search matches a step.
    var matches: Rect?
    var metrics: Rect?
    var detail: Rect?
  }

  private func layout(_ state: DashboardState, in area: Rect) -> Layout {
    let words = VerdictLine(run: state.run)
    let top = area.height >= 14 ? words.height(width: area.width - 2, limit: 3) : 0
    let verdict = area.inset(left: 1, right: 1).rows(.fixed(top))[0]
    let pane = state.place.pane
    let parts = parts(state, in: area.inset(top: top))
    var layout = Layout(verdict: verdict)
    (layout.list, layout.matches) = MatchPanel.split(parts.list, state)
    guard let side = parts.detail else { return layout }
    // Where there is room the metrics stand above the reflection, else in its place.
    if side.height >= 34, side.width >= 60, state.place.arrangement == .list {
      let wanted = min(MetricsPanel.shown(state.run).count + 14, side.height - 14)
      let halves = side.rows(.fixed(max(8, wanted)), .share())
      (layout.metrics, layout.detail) = (halves[0], halves[1])
    } else if pane == 2 {
      layout.metrics = side
    } else {
      layout.detail = side
    }
    return layout
  }

  /// What is chosen from, and what is chosen.
  private func parts(
    _ state: DashboardState, in area: Rect
  ) -> (list: Rect?, detail: Rect?) {
    let pane = state.place.pane
    switch state.place.arrangement {
    case .list:
      // Measures want the width that texts have otherwise.
      let width = pane == 2 ? 40 : ReflectionList.width(in: area)
      return SplitLayout.parts(area, listWidth: width, pane: pane)
    case .meanings:
      return SplitLayout.parts(area, listWidth: max(60, area.width * 9 / 16), pane: pane)
    case .claims:
      // A whole run wants the whole width.
      guard area.height >= 30 else { return pane == 0 ? (area, nil) : (nil, area) }
      let wanted = state.claimGrid.rows.count + 3 + ClaimGridPanel.linesBelow
      let rows = area.rows(.fixed(min(max(10, wanted), area.height - 14)), .share())
      return (rows[0], rows[1])
    }
  }

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let layout = layout(state, in: area)
    VerdictLine(run: state.run).draw(in: layout.verdict, on: &canvas)
    if let list = layout.list { drawList(state, in: list, on: &canvas) }
    MatchPanel.draw(state, in: layout.matches, on: &canvas)
    if let metrics = layout.metrics {
      MetricsPanel(state: state).draw(
        in: metrics, focus: state.place.pane == 2 ? .focused : .unfocused, on: &canvas)
    }
    guard let detail = layout.detail else { return }
    if state.place.arrangement == .meanings {
      drawMeaning(state, in: detail, on: &canvas)
    } else {
      drawDetail(state, in: detail, on: &canvas)
    }
  }

  private func drawList(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let rows = shownRows(of: state)
    switch state.place.arrangement {
    case .list: ReflectionList(state: state, rows: rows).draw(in: area, on: &canvas)
    case .meanings: MeaningList(state: state, rows: rows).draw(in: area, on: &canvas)
    case .claims: ClaimGridPanel(state: state).draw(in: area, on: &canvas)
    }
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    let layout = layout(state, in: area)
    return [
      layout.list.map { Region(rowsArea(state, of: $0), pane: 0, .list) },
      layout.detail.map { Region($0, pane: 1, .text) },
      layout.metrics.map { Region($0, pane: 2, .text) },
    ].compactMap { $0 }
  }

  /// A grid has lines below its rows.
  private func rowsArea(_ state: DashboardState, of list: Rect) -> Rect {
    let hasLines = state.place.arrangement == .claims && list.height >= 8
    return list.inset(bottom: hasLines ? ClaimGridPanel.linesBelow : 0)
  }

  // MARK: - Detail

  private func drawMeaning(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let group = group(of: state)
    let inside = Frame(
      title: [Span("meaning", .title)],
      note: [Span(group.map { "n \(Figures.count($0.count))" } ?? "", .muted)],
      footer: area.width >= 50
        ? [Span("Enter: its reflections · d: hold the others against it", .muted)] : [],
      focus: state.place.pane == 1 ? .focused : .unfocused
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard let group else {
      Paragraph("Here stands what a meaning claims, and what came of it.", .muted)
        .draw(in: inside, on: &canvas)
      return
    }
    let base = MeaningList.base(of: state)
    let story = MeaningStory(
      group: group, base: base,
      isChosen: base != nil && base?.number == state.place.compared,
      count: state.meaningGroups.count,
      example: state.texts(of: group.lastEpisode)?.reflection,
      legend: state.run.start?.legend ?? [])
    ScrolledText(story.spans, from: state.place.pane == 1 ? state.place.scroll : 0)
      .draw(in: inside, on: &canvas)
  }

  private static func placeholder(_ state: DashboardState) -> String {
    state.place.arrangement == .claims && state.claimGrid.count > 0
      ? "No reflection of these steps makes this claim."
      : "Here stand what the reflector saw, what it wrote, and what came of it."
  }

  private func drawDetail(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let record = episode(of: state).flatMap { state.run.episodes[$0] }
    let inside = Frame(
      title: [
        Span(record?.reflection.map { "reflection #\($0.id)" } ?? "reflection", .title),
        Span(record.map { " episode \(Figures.count($0.id)), step \($0.step)" } ?? "", .muted),
      ],
      note: record.map { [Symbols.outcome(of: $0, in: state.run)] } ?? [],
      focus: state.place.pane == 1 ? .focused : .unfocused
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard let record, let texts = state.texts(of: record.id), let reflection = texts.reflection
    else {
      Paragraph(
        record == nil
          ? Self.placeholder(state)
          : "Reading this reflection from the log …", .muted
      ).draw(in: inside, on: &canvas)
      return
    }
    let scroll = state.place.pane == 2 ? 0 : state.place.scroll
    ScrolledText(story(record, texts, reflection, state), from: scroll)
      .draw(in: inside, on: &canvas)
  }
}
