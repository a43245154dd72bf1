import RunModel
import TerminalUI

extension ViewID {
  package static let memory = ViewID("memory")
}

/// Shows what is carried from episode to episode, where it is from, and whether it helps.
struct MemoryView: DashboardView {
  let id = ViewID.memory
  let question = "what is remembered, where from, and does it help?"
  let panes = 2

  /// Rows are numbered by their place in the ledger, because an identifier may come twice.
  func rows(of state: DashboardState) -> Rows {
    let entries = state.run.memory.entries
    let filter = state.place.filter.lowercased()
    guard !filter.isEmpty else {
      return Rows(
        count: entries.count, number: { $0 }, place: { min(max(0, $0), entries.count - 1) })
    }
    return Rows(
      entries.indices.filter { place in
        let entry = entries[place]
        return entry.text.lowercased().contains(filter) || "#\(entry.id)" == filter
          || (filter == "live" && entry.isLive) || (filter == "used" && entry.uses > 0)
          || (filter == "false" && entry.rules.right < entry.rules.claims)
      })
  }

  func episode(of state: DashboardState) -> Int? { nil }

  private func entry(of state: DashboardState) -> MemoryEntry? {
    state.rows.selected(state.place.selection).flatMap { place in
      let entries = state.run.memory.entries
      return entries.indices.contains(place) ? entries[place] : nil
    }
  }

  func draw(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let parts = SplitLayout.parts(area, listWidth: 42, pane: state.place.pane)
    if let list = parts.list {
      let showsLives = list.height >= 20 && state.run.memory.entries.count > 0
      let rows = list.rows(.share(), .fixed(showsLives ? min(14, list.height / 3) : 0))
      drawList(state, in: rows[0], on: &canvas)
      if showsLives { drawLives(state, in: rows[1], on: &canvas) }
    }
    if let detail = parts.detail { drawDetail(state, in: detail, on: &canvas) }
  }

  // MARK: - List

  private func drawList(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let rows = state.rows
    let entries = state.run.memory.entries
    let inside = Frame(
      title: [Span("memory", .title)] + SplitLayout.filterNote(state.place.filter),
      note: [Span("\(state.run.memory.live.count) live of \(entries.count)", .muted)],
      focus: state.place.pane == 0 ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let table = Table(
      [
        .init("id", .fixed(6)), .init("step", .fixed(5), .trailing),
        .init("used", .fixed(5), .trailing), .init("won", .fixed(5), .trailing),
        .init("age", .fixed(4), .trailing), .init("", .share()),
      ], count: rows.count, emptyText: emptyText(state)
    ) { row in
      cells(entries[rows.number(row)], state)
    }
    let place = rows.place(of: state.place.selection)
    table.draw(
      in: inside, state: SplitLayout.centred(place, count: rows.count, height: inside.height - 1),
      on: &canvas)
  }

  private func emptyText(_ state: DashboardState) -> String {
    if !state.place.filter.isEmpty { return "Nothing matches '\(state.place.filter)'." }
    return "Empty: a reflection is kept once its second attempt succeeds."
  }

  private func cells(_ entry: MemoryEntry, _ state: DashboardState) -> [[Span]] {
    let end = entry.end?.step ?? state.run.step ?? entry.step
    let mark =
      entry.isLive ? Span("● live", .memory) : Span(entry.end?.change.rawValue ?? "", .muted)
    return [
      [Span("#\(entry.id)", entry.isLive ? Style.memory.bold : .text)],
      [Span("\(entry.step)", .muted)], [Span("\(entry.uses)", .text)],
      [Span(Figures.percent(entry.winRate), .text)],
      [Span("\(max(0, end - entry.step))", .muted)],
      [mark] + (entry.isPinned ? [Span(" pinned", .key)] : [])
        + (entry.rules.right < entry.rules.claims ? [Span(" ✗rules", .bad)] : []),
    ]
  }

  // MARK: - Lives

  /// How long the latest entries lived, over training steps; heavy where they won.
  private func drawLives(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let inside = Frame("lives", note: "over steps").draw(in: area, on: &canvas)
    let entries = Array(state.run.memory.entries.suffix(inside.height))
    let last = max(1, state.run.step ?? 1)
    let room = inside.width - 8
    guard room >= 8 else { return }
    for (row, entry) in entries.enumerated() {
      canvas.write("#\(entry.id)", row: row, in: inside, as: entry.isLive ? .memory : .muted)
      let begin = min(room - 1, max(0, entry.step * room / (last + 1)))
      let end = min(room, max(begin + 1, ((entry.end?.step ?? last) + 1) * room / (last + 1)))
      let line = String(repeating: entry.uses > 0 ? "━" : "─", count: end - begin)
      canvas.write(
        line + (entry.isLive ? "●" : "╎"), row: row, column: 7 + begin, in: inside,
        as: entry.isLive ? .memory : Style.memory.dim, overflow: .clip)
    }
  }

  // MARK: - Detail

  private func drawDetail(_ state: DashboardState, in area: Rect, on canvas: inout Canvas) {
    let entry = entry(of: state)
    let inside = Frame(
      title: [Span(entry.map { "entry #\($0.id)" } ?? "entry", .title)],
      note: [Span(entry == nil ? "" : "Enter: the episode it is from", .muted)],
      focus: state.place.pane == 1 ? .focused : .unfocused
    ).draw(in: area, on: &canvas).inset(left: 1, right: 1)
    guard let entry else {
      Paragraph("Here stand an entry's text, its origin, and who used it.", .muted)
        .draw(in: inside, on: &canvas)
      return
    }
    ScrolledText(story(entry, state), from: state.place.scroll)
      .draw(in: inside, on: &canvas)
  }

  private func story(_ entry: MemoryEntry, _ state: DashboardState) -> [Span] {
    let legend = state.run.start?.legend ?? []
    var spans: [Span] = [Span("text\n", Style.memory.bold)]
    spans +=
      entry.text.isEmpty
      ? [Span("in the log", .muted)] : ReflectionWords.spans(entry.text, legend: legend)
    spans.append(Span("\n", .text))
    if let verdict = ReflectionWords.verdict(entry.rules) { spans += [verdict, Span("\n", .text)] }
    spans += [
      Span("\nbirth\n", Style.memory.bold),
      Span(
        "step \(entry.step), episode \(Figures.count(entry.episode)): \(entry.why)\n", .text),
    ]
    spans += end(entry)
    spans += [
      Span("\nuse\n", Style.memory.bold),
      Span(
        "\(entry.uses) reflections started from it; \(entry.wins) of \(entry.retries) second "
          + "attempts succeeded (\(Figures.percent(entry.winRate)))\n", .text),
    ]
    return spans + parent(entry, state) + users(entry, state)
  }

  private func end(_ entry: MemoryEntry) -> [Span] {
    guard let end = entry.end else { return [Span("● still live\n", .memory)] }
    let by = end.successor.map { " by #\($0)" } ?? ""
    return [
      Span("\(end.change.rawValue)\(by) at step \(end.step)", .text),
      Span(end.why.isEmpty ? "\n" : ": \(end.why)\n", .muted),
    ]
  }

  /// What it grew out of, word by word.
  private func parent(_ entry: MemoryEntry, _ state: DashboardState) -> [Span] {
    guard let from = state.run.episodes[entry.episode]?.reflection?.memory,
      let origin = state.run.memory[from], !origin.text.isEmpty, !entry.text.isEmpty
    else { return [] }
    let changed = WordDifference(from: origin.text, to: entry.text)
    return [Span("\ngrown out of #\(from)\n", Style.memory.bold)]
      + (changed.isUseful ? changed.spans : [Span(origin.text, .muted)]) + [Span("\n", .text)]
  }

  private func users(_ entry: MemoryEntry, _ state: DashboardState) -> [Span] {
    let users = state.run.episodes(using: entry.id, limit: 40)
    guard !users.isEmpty else { return [] }
    let marks = users.map { user -> Span in
      guard let second = user.second else { return Span("…", .muted) }
      return second.reward >= state.run.threshold ? Span("✓", .good) : Span("·", .bad)
    }
    return [Span("\nlatest uses\n", Style.memory.bold)] + marks + [Span("\n", .text)]
  }

  func perform(_ action: Action, on state: inout DashboardState) -> [Command]? {
    guard action == .enter, let entry = entry(of: state),
      state.place.pane == 1 || SplitLayout.hasBoth(state.width, listWidth: 42)
    else { return nil }
    guard state.run.episodes[entry.episode] != nil else {
      state.notify("the episode it is from is not in this log")
      return []
    }
    var place = ViewPlace()
    place.selection = .row(entry.episode)
    state.drill(into: .reflections, at: place)
    return []
  }
}
