import RunModel
import TerminalUI

extension ViewID {
  package static let episodes = ViewID("episodes")
}

/// Shows what it did, what it was told, and what it did differently.
struct EpisodesView: DashboardView {
  let id = ViewID.episodes
  let question = "what did it do, and what did it do differently?"
  /// The list, the pair, and the transcript.
  let panes = 3

  let bindings: [KeyBinding<Action>] = [
    KeyBinding(
      [.character(" ")], "play", .playReplay, "play both attempts in lock-step", hint: "play",
      group: "Replay"),
    KeyBinding(
      [.character("]")], "turn-forward", .turn(1), "one turn on", hint: "turn", group: "Replay"),
    KeyBinding([.character("[")], "turn-back", .turn(-1), "one turn back", group: "Replay"),
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
    let filter = EpisodeFilter(text)
    guard !filter.isEmpty || isIncluded != nil else {
      return Rows(
        count: index.count, number: { index.records[$0].id }, place: { index.place(of: $0) })
    }
    return Rows(
      index.records.filter { (isIncluded?($0) ?? true) && filter.matches($0, in: state) }
        .map(\.id))
  }

  func episode(of state: DashboardState) -> Int? {
    state.rows.selected(state.place.selection)
  }

  // MARK: - Picture

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let parts = SplitLayout.parts(area, listWidth: 36, pane: state.place.pane)
    if let list = parts.list { drawList(state, in: list, on: &canvas) }
    if let detail = parts.detail { drawDetail(state, in: detail, on: &canvas) }
  }

  private func drawList(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let rows = state.rows
    let filter = state.place.filter
    let inside = Frame(
      title: [Span("episodes", .title)] + SplitLayout.filterNote(filter),
      note: [Span(Figures.count(rows.count), .muted)],
      footer: [Span("⚑ flagged · ? not parsed", .muted)],
      focus: state.place.pane == 0 ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let isWide = inside.width >= 48
    var columns: [Table.Column] = [
      .init("step", .fixed(4), .trailing), .init("grp", .fixed(4), .trailing),
      .init("r1→r2", .fixed(7)), .init("outcome", .share()),
    ]
    if isWide { columns.append(.init("task", .share())) }
    let place = rows.place(of: state.place.selection)
    let table = Table(columns, count: rows.count, emptyText: emptyText(state)) { row in
      guard let record = state.run.episodes[rows.number(row)] else { return [] }
      let cells = Self.cells(record, threshold: state.run.threshold)
      return isWide ? cells + [[Span(record.task, .muted)]] : cells
    }
    table.draw(
      in: inside, state: SplitLayout.centred(place, count: rows.count, height: inside.height - 1),
      on: &canvas)
  }

  private func emptyText(_ state: DashboardState) -> String {
    state.place.filter.isEmpty
      ? "No episode yet." : "Nothing matches '\(state.place.filter)'."
  }

  private static func cells(_ record: EpisodeRecord, threshold: Double) -> [[Span]] {
    let flags = (record.first?.flags ?? 0) + (record.second?.flags ?? 0) > 0
    var rewards = [Span(Figures.reward(record.first?.reward), .first)]
    if record.reflection != nil || record.second != nil {
      rewards += [
        Span("→", .muted), Span(Figures.reward(record.second?.reward), .second),
      ]
    }
    return [
      [Span("\(record.step)", .text)], [Span("\(record.group)", .muted)], rewards,
      [Symbols.outcome(of: record, threshold: threshold)]
        + (flags ? [Span(" ⚑", .warning)] : [])
        + (record.reflection?.parsed == false ? [Span(" ?", .warning)] : []),
    ]
  }

  private func drawDetail(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let record = episode(of: state).flatMap { state.run.episodes[$0] }
    let frame = Frame(
      title: record.map(Self.title) ?? [Span("episode", .title)],
      note: record.map { Self.siblings(of: $0, state.run) } ?? [],
      focus: state.place.pane > 0 ? .focused : .unfocused)
    let inside = frame.draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard let record else {
      Paragraph("Episodes appear here as soon as their first attempt is over.", .muted)
        .draw(in: inside, on: &canvas)
      return
    }
    let texts = state.texts(of: record.id)
    let pair = PairPanel(
      record: record, texts: texts, legend: state.run.start?.legend ?? [],
      turns: state.place.turn, emptyText: Self.missing(record, state))
    let boards = min(inside.height, pair.height(width: inside.width, for: canvas.glyphs))
    // Where both have no room, each has the place to itself.
    let isTight = inside.height < boards + 7
    guard state.place.pane < 2 || !isTight else {
      if let texts { drawTranscript(texts, state, in: inside, on: &canvas) }
      return
    }
    let isAlone = isTight && state.place.pane == 1
    let rows = inside.rows(
      .fixed(isAlone ? inside.height : boards), .share(), gap: isAlone ? 0 : 1)
    pair.draw(in: rows[0], on: &canvas)
    canvas.write(
      LegendLine.spans(state.run.start?.legend ?? []), in: inside.inset(top: rows[0].height))
    if let texts { drawTranscript(texts, state, in: rows[1], on: &canvas) }
  }

  private static func missing(_ record: EpisodeRecord, _ state: DashboardState) -> String {
    record.offsets.isEmpty
      ? "The words of this episode are no longer kept, and its log is not at hand."
      : "Reading this episode's words from the log …"
  }

  private static func title(_ record: EpisodeRecord) -> [Span] {
    [
      Span("episode \(Figures.count(record.id))", .title),
      Span(" step \(record.step) · \(record.task)", .muted),
    ]
  }

  /// How the whole group fared, since one rollout says little.
  private static func siblings(of record: EpisodeRecord, _ run: RunState) -> [Span] {
    let group = run.episodes.places(ofStep: record.step).map { run.episodes.records[$0] }
      .filter { $0.group == record.group }
    let failed = group.count { ($0.first?.reward ?? 0) < run.threshold }
    return [Span("group \(record.group): \(failed) of \(group.count) failed", .muted)]
  }

  private func drawTranscript(
    _ texts: EpisodeTexts, _ state: DashboardState, in area: Rect, on canvas: inout Canvas
  ) {
    guard area.height > 1 else { return }
    canvas.write("transcript", in: area, as: .title)
    let body = area.inset(top: 1)
    if body.width >= 90 {
      // The two attempts side by side, so that the same turn is on the same line.
      let sides = body.columns(.share(), .share(), gap: 2)
      var second = texts
      second.first = nil
      var first = EpisodeTexts()
      first.first = texts.first
      ScrolledText(EpisodeWords.transcript(first), from: state.place.scroll)
        .draw(in: sides[0], on: &canvas)
      ScrolledText(EpisodeWords.transcript(second), from: state.place.scroll)
        .draw(in: sides[1], on: &canvas)
    } else {
      ScrolledText(EpisodeWords.transcript(texts), from: state.place.scroll)
        .draw(in: body, on: &canvas)
    }
  }

  // MARK: - Keys

  func perform(_ action: Action, on state: inout DashboardState) -> [Command]? {
    switch action {
    case .sideways(let turns): state.turnReplay(by: turns)
    case .enter where state.place.pane < 2: state.movePane(to: state.place.pane + 1)
    case .enter: state.notify("this is the innermost layer")
    default: return nil
    }
    return []
  }
}
