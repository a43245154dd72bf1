import RunModel
import TerminalUI

/// Every entry that the memory ever held, with its record.
struct MemoryList {
  let state: DashboardState
  let rows: Rows

  func draw(in area: Rect, on canvas: inout Canvas) {
    let entries = state.run.memory.entries
    let inside = Frame(
      title: [Span("memory", .title)] + SplitLayout.filterNote(state.place.filter),
      note: [Span("\(state.run.memory.live.count) live of \(entries.count)", .muted)],
      footer: [
        Span("s ", .key), Span("\(sort.title) \(order.symbol)", .accent), Span(" S", .key),
      ],
      focus: state.place.pane == 0 ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let table = Table(
      [
        .init(title(.birth), .fixed(width("#", of: entries.map(\.id).max(), atLeast: 5))),
        .init("step", .fixed(4), .trailing), .init(title(.used), .fixed(5), .trailing),
        .init(title(.won), .fixed(5), .trailing),
        .init("age", .fixed(width("", of: state.run.step, atLeast: 3)), .trailing),
        .init(Sign.isFalse.symbol, .fixed(1)), .init("end", .share()),
      ], count: rows.count, emptyText: emptyText
    ) { row in
      cells(entries[rows.number(row)])
    }
    let place = rows.place(of: state.place.selection)
    table.draw(
      in: inside,
      state: SplitLayout.centred(
        place, count: rows.count, height: inside.height - 1, top: state.place.top),
      on: &canvas)
  }

  private var sort: MemorySort { MemorySort(rawValue: state.place.sort) ?? .birth }

  /// Counts and shares begin with the largest.
  private var order: Sign {
    (sort == .birth) != state.place.isReversed ? .ascending : .descending
  }

  private func title(_ column: MemorySort) -> String {
    column == sort ? column.title + order.symbol : column.title
  }

  /// The columns that the largest number takes, with what stands before it.
  private func width(_ sign: String, of largest: Int?, atLeast least: Int) -> Int {
    max(least, "\(sign)\(largest ?? 0)".count)
  }

  private var emptyText: String {
    let count = state.run.memory.entries.count
    if !state.place.filter.isEmpty { return EmptyWords.noMatch(state, of: count, "entries") }
    return EmptyWords.memory(state.run)
  }

  private func cells(_ entry: MemoryEntry) -> [[Span]] {
    let end = entry.end?.step ?? state.run.step ?? entry.step
    // Nothing evicts what is pinned, so that one word says both.
    let mark =
      entry.isLive
      ? Sign.live.span(entry.isPinned ? "pinned" : "live")
      : Span(entry.end?.change.rawValue ?? "", .muted)
    return [
      [Span("#\(entry.id)", entry.isLive ? Style.memory.bold : .text)],
      [Span("\(entry.step)", .muted)], [Span("\(entry.uses)", .text)],
      [Span(Figures.share(entry.winRate), .text)],
      [Span("\(max(0, end - entry.step))", .muted)],
      [entry.saysSomethingFalse ? Span(Sign.isFalse.symbol, .bad) : Span("")], [mark],
    ]
  }
}
