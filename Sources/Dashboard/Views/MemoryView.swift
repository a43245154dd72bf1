import RunModel
import TerminalUI

extension ViewID {
  package static let memory = ViewID("memory")
}

/// Shows what is carried from episode to episode, where it is from, and whether it helps.
struct MemoryView: DashboardView {
  let id = ViewID.memory
  let question = "what is remembered, where from, and does it help?"
  /// The list, the story of an entry, and who used it.
  let panes = 3

  private static let usersPane = 2

  let bindings = [
    KeyBinding(
      [.character("s")], "sort", Action.find(.nextSort), "sort by the next column", hint: "sort",
      group: "Memory"),
    KeyBinding(
      [.character("S")], "reverse", .find(.reverseSort), "sort the other way round",
      group: "Memory"),
  ]

  /// Rows are numbered by their place in the ledger, because an identifier may come twice.
  func rows(of state: DashboardState) -> Rows {
    let entries = state.run.memory.entries
    let filter = MemoryQuery(state.place.filter)
    let sort = MemorySort(rawValue: state.place.sort) ?? .birth
    guard !filter.isEmpty || sort != .birth || state.place.isReversed else {
      return Rows(
        count: entries.count, number: { $0 }, place: { min(max(0, $0), entries.count - 1) })
    }
    let found = entries.indices.filter { filter.matches(entries[$0], now: state.run.step ?? 0) }
    if sort == .birth { return Rows(state.place.isReversed ? found.reversed() : found) }
    let isReversed = state.place.isReversed
    return Rows(
      found.sorted { sort.sorts(entries[$0], before: entries[$1], isReversed: isReversed) })
  }

  /// The episode that the entry was born in, whose failure its story tells.
  func episode(of state: DashboardState) -> Int? {
    if state.place.pane == Self.usersPane, let entry = entry(of: state) {
      return MemoryUses(entry: entry, state: state).selected?.id ?? entry.episode
    }
    return entry(of: state)?.episode
  }

  private func entry(of state: DashboardState) -> MemoryEntry? {
    selectedRow(of: state).flatMap { place in
      let entries = state.run.memory.entries
      return entries.indices.contains(place) ? entries[place] : nil
    }
  }

  func takeaway(of state: DashboardState) -> Takeaway? {
    entry(of: state).map(MemoryDocument.takeaway)
  }

  // MARK: - Drawing

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let parts = parts(state, in: area)
    if let list = parts.list {
      MemoryList(state: state, rows: shownRows(of: state)).draw(in: list, on: &canvas)
    }
    if let lives = parts.lives {
      MemoryLives(run: state.run, selected: selectedRow(of: state)).draw(in: lives, on: &canvas)
    }
    if let detail = parts.detail { drawDetail(state, in: detail, on: &canvas) }
  }

  private func parts(
    _ state: DashboardState, in area: Rect
  ) -> (list: Rect?, lives: Rect?, detail: Rect?) {
    let parts = SplitLayout.parts(area, listWidth: 42, pane: state.place.pane)
    guard let list = parts.list, list.height >= 20, state.run.memory.entries.count > 0
    else { return (parts.list, nil, parts.detail) }
    let rows = list.rows(.share(), .fixed(min(14, list.height / 3)))
    return (rows[0], rows[1], parts.detail)
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    let parts = parts(state, in: area)
    return SplitLayout.regions((parts.list, parts.detail), pane: state.place.pane)
  }

  private func drawDetail(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    guard let entry = entry(of: state) else {
      let inside = Frame("entry", focus: state.place.pane > 0 ? .focused : .unfocused)
        .draw(in: area, on: &canvas).inset(left: 1, right: 1)
      Paragraph("Here stand an entry's text, its origin, and who used it.", .muted)
        .draw(in: inside, on: &canvas)
      return
    }
    // On a small screen one part has all the room.
    let isSmall = area.height < 16
    let showsUses = !isSmall || state.place.pane == Self.usersPane
    let uses = showsUses ? (isSmall ? area.height : min(12, area.height / 3)) : 0
    let rows = area.rows(.share(), .fixed(uses))
    if rows[0].height > 0 { drawStory(entry, state, in: rows[0], on: &canvas) }
    if showsUses { MemoryUses(entry: entry, state: state).draw(in: rows[1], on: &canvas) }
  }

  private func drawStory(
    _ entry: MemoryEntry, _ state: DashboardState, in area: Rect, on canvas: inout Canvas
  ) {
    let inside = Frame(
      title: [Span("entry #\(entry.id)", .title)],
      note: [Span("Enter: the reflection it is from", .muted)],
      focus: state.place.pane == 1 ? .focused : .unfocused
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    let story = MemoryStory(entry: entry, state: state)
    ScrolledText(story.spans, from: state.place.pane == 1 ? state.place.scroll : 0)
      .draw(in: inside, on: &canvas)
  }

  // MARK: - Order

  /// What comes first is selected, since that is what was asked for.
  private func sort(_ state: DashboardState, _ change: (inout ViewPlace) -> Void) -> [Intent] {
    var sorted = state
    change(&sorted.place)
    let title = (MemorySort(rawValue: sorted.place.sort) ?? .birth).title
    let rows = rows(of: sorted)
    return [.place(sorted.place)] + (rows.count > 0 ? [.select(row: rows.number(0))] : [])
      + [.say("sorted by \(title)")]
  }

  // MARK: - Going into it

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    switch action {
    case .find(.nextSort):
      return sort(state) { $0.sort = ($0.sort + 1) % MemorySort.allCases.count }
    case .find(.reverseSort): return sort(state) { $0.isReversed.toggle() }
    default: return enter(action, state)
    }
  }

  private func enter(_ action: Action, _ state: DashboardState) -> [Intent]? {
    guard action == .move(.enter), let entry = entry(of: state),
      state.place.pane > 0 || SplitLayout.hasBoth(state.screen.width, listWidth: 42)
    else { return nil }
    guard let episode = episode(of: state), state.run.episodes[episode] != nil else {
      return [.say("the episode it is from is not in this log")]
    }
    let isUse = state.place.pane == Self.usersPane && episode != entry.episode
    return [.drill(into: isUse ? .episodes : .reflections, at: ViewPlace(at: episode))]
  }
}
