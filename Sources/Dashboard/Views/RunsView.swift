import RunModel
import TerminalUI

extension ViewID {
  package static let runs = ViewID("runs")
}

/// The front door: what there is to open, and what can be begun.
struct RunsView: DashboardView {
  let id = ViewID.runs
  let question = "which runs are there, and what can be begun?"

  let bindings: [KeyBinding<Action>] = [
    KeyBinding(
      [.character("v"), .character(" ")], "mark", .shelf(.mark),
      "choose it, to open several together", hint: "choose", group: "Runs"),
    KeyBinding(
      [.character("a")], "begin", .shelf(.begin),
      "begin it: a preset, or a run again with the next seed", hint: "begin", group: "Runs"),
    KeyBinding(
      [.character("s")], "sort", .find(.nextSort), "sort by the next column", hint: "sort",
      group: "Runs"),
    KeyBinding(
      [.character("S")], "reverse", .find(.reverseSort), "sort the other way round",
      group: "Runs"),
    KeyBinding([.character("R")], "rename", .shelf(.rename), "give it another name", group: "Runs"),
    KeyBinding(
      [.character("D"), .delete], "delete", .shelf(.delete), "delete it; asks first",
      group: "Runs"),
  ]

  func rows(of state: DashboardState) -> Rows {
    Rows(
      state.shelf.rows(
        ShelfQuery(state.place.filter), sort(state), isReversed: state.place.isReversed))
  }

  private func sort(_ state: DashboardState) -> ShelfSort {
    ShelfSort(rawValue: state.place.sort) ?? .state
  }

  /// What is selected.
  func entry(of state: DashboardState) -> ShelfEntry? {
    selectedRow(of: state).flatMap { state.shelf[$0] }
  }

  func takeaway(of state: DashboardState) -> Takeaway? {
    guard let entry = entry(of: state) else { return nil }
    return Takeaway(entry.name, file: "\(entry.name).txt", text: entry.path)
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    [Region(area, pane: 0, .list)]
  }

  // MARK: - Picture

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let rows = shownRows(of: state)
    let marked = state.shelf.marked.count
    let inside = Frame(
      title: [Span(state.shelfFolder.map { "runs in \($0)" } ?? "runs", .title)]
        + SplitLayout.filterNote(state.place.filter),
      note: [
        Span(
          marked > 0 ? "\(marked) chosen · Enter compares" : "by \(sort(state).title)", .muted)
      ],
      footer: entry(of: state).map { [Span(footer($0), .muted)] } ?? [], focus: .focused
    ).draw(in: area, on: &canvas)
    let columns = RunsColumns(width: inside.width - 3, entries: state.shelf.entries)
    let table = Table(
      columns.columns(sort: sort(state), isReversed: state.place.isReversed), count: rows.count,
      emptyText: state.shelf.isRead
        ? "No match for '\(state.place.filter)' in \(Figures.count(state.shelf.entries.count)) rows."
        : "Looking for runs …"
    ) { row in
      let number = rows.number(row)
      return state.shelf[number].map {
        columns.cells($0, isMarked: state.shelf.marked.contains(number))
      } ?? []
    }
    table.draw(
      in: inside,
      state: SplitLayout.centred(
        rows.place(of: state.place.selection), count: rows.count, height: inside.height - 1,
        top: state.place.top), on: &canvas)
  }

  /// What a narrow list has no columns for, of the selected one.
  private func footer(_ entry: ShelfEntry) -> String {
    guard entry.kind != .preset else { return entry.summary }
    let age = entry.ageText
    let again = entry.kind == .run || entry.kind == .sample ? entry.seed : nil
    let parts = [
      again.map { "a: again with seed \($0 + 1)" } ?? "",
      entry.path, ShelfEntry.sizeText(entry.bytes),
      age.isEmpty ? "" : age == "now" ? "changed just now" : "changed \(age) ago", entry.worker,
      entry.summary,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  // MARK: - Keys

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    switch action {
    case .find(.nextSort):
      var place = state.place
      place.sort = (place.sort + 1) % ShelfSort.allCases.count
      return [
        .place(place), .say("sorted by \((ShelfSort(rawValue: place.sort) ?? .state).title)"),
      ]
    case .find(.reverseSort):
      var place = state.place
      place.isReversed.toggle()
      return [.place(place), .say("sorted the other way round")]
    default: return nil
    }
  }
}
