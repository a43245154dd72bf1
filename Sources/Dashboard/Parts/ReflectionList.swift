import RunModel
import TerminalUI

/// The reflections of a run as a list that can be sorted and filtered.
struct ReflectionList {
  let state: DashboardState
  let rows: Rows

  /// Without a list of them where nothing is sorted.
  static func rows(of state: DashboardState) -> Rows {
    let all = EpisodesView.rows(of: state, filter: state.place.filter) { $0.reflection != nil }
    let sort = ReflectionSort(rawValue: state.place.sort) ?? .step
    guard sort != .step || state.place.isReversed else { return all }
    let records = (0..<all.count).compactMap { state.run.episodes[all.number($0)] }
    return Rows(
      records.sorted { sort.sorts($0, before: $1, isReversed: state.place.isReversed) }.map(\.id))
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let inside = Frame(
      title: [Span("reflections", .title)] + SplitLayout.filterNote(state.place.filter),
      note: [Span(Figures.count(rows.count), .muted)],
      footer: footer(area.width),
      focus: state.place.pane == 0 ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let isWide = inside.width >= 56
    let table = Table(
      columns(isWide), count: rows.count, emptyText: emptyText
    ) { row in
      guard let record = state.run.episodes[rows.number(row)] else { return [] }
      return cells(record, isWide)
    }
    table.draw(
      in: inside,
      state: SplitLayout.centred(
        rows.place(of: state.place.selection), count: rows.count, height: inside.height - 1,
        top: state.place.top),
      on: &canvas)
  }

  private var order: Sign { state.place.isReversed ? .descending : .ascending }

  private func footer(_ width: Int) -> [Span] {
    let sort = ReflectionSort(rawValue: state.place.sort) ?? .step
    let sorted = [
      Span("s ", .key), Span("\(sort.title) \(order.symbol)", .accent),
      Span(" S", .key),
    ]
    if width < 36 { return sorted }
    return sorted + [Span(width < 60 ? " ·" : " · ? unread ↻ again", .muted)] + MarkSigns.legend
  }

  private func columns(_ isWide: Bool) -> [Table.Column] {
    let sort = ReflectionSort(rawValue: state.place.sort) ?? .step
    func title(_ column: ReflectionSort, _ name: String) -> String {
      column == sort ? name + order.symbol : name
    }
    var columns: [Table.Column] = [
      .init(title(.step, "step"), .fixed(5), .trailing), .init(title(.lift, "lift"), .fixed(5)),
      .init(title(.rules, "rule"), .fixed(5)),
    ]
    if isWide {
      columns += [
        .init(title(.novelty, "new"), .fixed(4), .trailing),
        .init(title(.length, "len"), .fixed(4), .trailing),
      ]
    }
    columns.append(.init(MarkSigns.title, .fixed(MarkSigns.title.count)))
    if sort == .task { columns.append(.init(title(.task, "task"), .fixed(12))) }
    return columns + [.init("text", .share())]
  }

  private var emptyText: String {
    if !state.place.filter.isEmpty { return QueryNote.nothingFound(state) }
    return state.run.start?.algorithm == "rlvr"
      ? "RLVR writes no reflections." : "No reflection yet: the first step is running."
  }

  private func cells(_ record: EpisodeRecord, _ isWide: Bool) -> [[Span]] {
    let reflection = record.reflection
    let text = state.run.texts(of: record.id)?.reflection?.text
    var cells: [[Span]] = [
      [Span("\(record.step)", .muted)], [Self.sign(of: record)], [Self.rules(reflection)],
    ]
    if isWide {
      cells += [
        [Span(Figures.share(reflection?.novelty), .muted)],
        [Span(reflection.map { "\($0.tokens)" } ?? Figures.unknown, .muted)],
      ]
    }
    cells.append(MarkSigns.column(reflection?.meaning?.marks))
    if state.place.sort == ReflectionSort.task.rawValue {
      cells.append([Span(String(record.task.suffix(12)), .muted)])
    }
    let marks: [Span] =
      (reflection?.parsed == false ? [Span("\(Sign.unreadable.symbol) ", .warning)] : [])
      + (reflection?.isRepeated == true ? [Span("\(Sign.again.symbol) ", .muted)] : [])
    cells.append(
      marks + [Span(text ?? "in the log: Enter reads it", text == nil ? .muted : .text)])
    return cells
  }

  /// Up if the second attempt was better, with its size.
  private static func sign(of record: EpisodeRecord) -> Span {
    guard let first = record.first?.reward, let second = record.second?.reward else {
      return Span("…", .muted)
    }
    let lift = second - first
    if lift > 0 { return Span("\(Sign.better.symbol)\(Figures.reward(lift))", .good) }
    if lift < 0 { return Span("\(Sign.worse.symbol)\(Figures.reward(-lift))", .warning) }
    return Span(" 0", .muted)
  }

  private static func rules(_ reflection: EpisodeRecord.Reflection?) -> Span {
    guard let rules = reflection?.rules, rules.claims > 0 else {
      return Span(Figures.unknown, .muted)
    }
    let isTrue = rules.right == rules.claims
    let sign = isTrue ? Sign.isTrue : .isFalse
    return Span("\(sign.symbol)\(rules.right)/\(rules.claims)", sign.style)
  }
}
