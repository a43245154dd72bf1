import RunModel
import TerminalUI

extension ViewID {
  package static let episodes = ViewID("episodes")
}

/// Shows what it did, what it was told, and what it did differently.
struct EpisodesView: DashboardView {
  let id = ViewID.episodes
  let question = "what did it do, and what did it do differently?"
  /// The list, the pair, the transcript, and the tokens of a turn.
  let panes = 4

  /// Enter goes from each to the next.
  enum Pane: Int {
    case list
    case pair
    case transcript
    case tokens
  }

  let bindings: [KeyBinding<Action>] = [
    KeyBinding(
      [.character(" ")], "play", .replay(.play),
      "play the pair; outside of 2 and 3 it pauses the run",
      hint: "play", group: "Replay"),
    KeyBinding(
      [.character("]")], "turn-forward", .replay(.turns(1)),
      "one turn on; holds the view of a live run",
      hint: "turn", group: "Replay"),
    KeyBinding(
      [.character("[")], "turn-back", .replay(.turns(-1)), "one turn back", group: "Replay"),
    KeyBinding(
      [.character("}")], "next-episode", .replay(.episodes(1)), "the next episode", group: "Replay"),
    KeyBinding(
      [.character("{")], "previous-episode", .replay(.episodes(-1)), "the episode before",
      group: "Replay"),
    KeyBinding(
      [.character("+"), .character("=")], "faster", .replay(.speed(1)), "replay faster",
      group: "Replay"),
    KeyBinding([.character("-")], "slower", .replay(.speed(-1)), "replay slower", group: "Replay"),
    KeyBinding(
      [.character("d")], "reflection-text", .replay(.nextReflectionText),
      "read the reflection, what it saw, or what changed in it", hint: "text", group: "Pair"),
    KeyBinding(
      [.character("s")], "saw", .replay(.reflectorView), "what the reflector saw, and back",
      group: "Pair"),
    KeyBinding(
      [.character("m")], "to-memory", .replay(.openMemory), "the memory entry that it started from",
      hint: "memory", group: "Pair"),
  ]

  // MARK: - Rows

  func rows(of state: DashboardState) -> Rows {
    Self.rows(of: state, filter: state.place.filter)
  }

  /// Episodes by their number, without a list of them where nothing is filtered.
  static func rows(
    of state: DashboardState, filter text: String,
    where isIncluded: ((EpisodeRecord) -> Bool)? = nil
  ) -> Rows {
    let index = state.run.episodes
    // A query that cannot be read finds nothing, and the list says why.
    guard case .success(let query) = DashboardState.query(text) else { return .none }
    guard !query.isEmpty || isIncluded != nil else {
      return Rows(
        count: index.count, number: { index.records[$0].id }, place: { index.place(of: $0) })
    }
    let context = state.searchContext(query)
    return Rows(
      (0..<index.count).lazy.filter { place in
        (isIncluded?(index.records[place]) ?? true) && query.matches(at: place, in: context) == true
      }.map { index.records[$0].id })
  }

  func episode(of state: DashboardState) -> Int? {
    selectedRow(of: state)
  }

  // MARK: - Picture

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let parts = parts(state, in: area)
    let (list, matches) = MatchPanel.split(parts.list, state)
    if let list { drawList(state, in: list, on: &canvas) }
    MatchPanel.draw(state, in: matches, on: &canvas)
    if let detail = parts.detail { drawDetail(state, in: detail, on: &canvas) }
  }

  private func parts(
    _ state: DashboardState, in area: Rect
  ) -> (list: Rect?, detail: Rect?) {
    // Whoever goes into an episode on a small screen wants all of it for that.
    if state.place.pane > 0, area.width < Self.widthForBoth { return (nil, area) }
    // Two boards of seven squares have room beside it on a screen of 80 columns.
    return SplitLayout.parts(area, listWidth: 33, pane: state.place.pane)
  }

  func regions(of state: DashboardState, in area: Rect) -> [Region] {
    let parts = parts(state, in: area)
    return SplitLayout.regions(
      (MatchPanel.split(parts.list, state).list, parts.detail), pane: state.place.pane)
  }

  private static let widthForBoth = 110

  private func drawList(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let rows = shownRows(of: state)
    let filter = state.place.filter
    let inside = Frame(
      title: [Span("episodes", .title)] + SplitLayout.filterNote(filter),
      note: [Span(Figures.count(rows.count), .muted)],
      footer: [Span(state.searchNote(matches: rows.count) ?? "⚑ flagged · ? not parsed", .muted)],
      focus: state.place.pane == 0 ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let isWide = inside.width >= 48
    var columns: [Table.Column] = [
      .init("step", .fixed(4), .trailing), .init("grp", .fixed(4), .trailing),
      .init("r1⇒r2", .fixed(7)), .init("outcome", .share()),
    ]
    if isWide { columns.append(.init("task", .share())) }
    let place = SplitLayout.centred(
      rows.place(of: state.place.selection), count: rows.count, height: inside.height - 1,
      top: state.place.top)
    let window = Table.Window(inside, columns: columns, count: rows.count, state: place)
    let names =
      isWide
      ? TaskNames.shortened(in: window) { state.run.episodes[rows.number($0)]?.task } : [:]
    let table = Table(columns, count: rows.count, emptyText: emptyText(state)) { row in
      guard let record = state.run.episodes[rows.number(row)] else { return [] }
      let cells = Self.cells(record, in: state.run, marks: state.open.marks)
      return isWide ? cells + [[Span(names[row] ?? record.task, .muted)]] : cells
    }
    table.draw(in: inside, state: place, on: &canvas)
  }

  /// In place of the list and of what is chosen from it.
  func emptyText(_ state: DashboardState) -> String {
    state.place.filter.isEmpty ? EmptyWords.episode(state.run) : QueryNote.nothingFound(state)
  }

  private static func cells(
    _ record: EpisodeRecord, in run: RunState, marks: EpisodeMarks
  ) -> [[Span]] {
    let flags = (record.first?.flags ?? 0) + (record.second?.flags ?? 0) > 0
    var rewards = [Span(Figures.reward(record.first?.reward), .first)]
    if record.reflection != nil || record.second != nil {
      rewards += [
        Span(Sign.became.symbol, .muted), Span(Figures.reward(record.second?.reward), .second),
      ]
    }
    return [
      [Span("\(record.step)", .text)], [Span("\(record.group)", .muted)], rewards,
      [Symbols.outcome(of: record, in: run)]
        + (flags ? [Span(" \(Sign.flagged.symbol)", .warning)] : [])
        + (record.reflection?.parsed == false
          ? [Span(" \(Sign.unreadable.symbol)", .warning)] : [])
        + [Span(marks.signs(record.id), .accent)],
    ]
  }

  // MARK: - Keys

  func intents(of action: Action, in state: DashboardState) -> [Intent]? {
    if let intents = intentsInside(action, in: state) { return intents }
    switch action {
    case .move(.sideways(let turns)): return [.hold, .replay(turns: turns)]
    case .move(.enter) where state.place.pane == 0: return [.pane(1)]
    // At the turn that the replay shows, or at the first.
    case .move(.enter) where state.place.pane == 1:
      let tries = episode(of: state).flatMap { state.open.marks.tries[$0] }
      return tries == nil ? [.pane(Pane.transcript.rawValue)] : [.openTries]
    default: return nil
    }
  }
}
