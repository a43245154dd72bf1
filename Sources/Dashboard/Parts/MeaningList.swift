import RunModel
import TerminalUI

/// The meanings of a run's reflections: how often each was said, when, and what came of it.
struct MeaningList {
  let state: DashboardState
  let rows: Rows

  static func rows(of state: DashboardState) -> Rows {
    let groups = state.meaningGroups.groups
    let sort = MeaningSort(rawValue: state.place.sort) ?? .count
    guard sort != .count || state.place.isReversed else { return Rows(groups.map(\.number)) }
    return Rows(
      groups.sorted { sort.sorts($0, before: $1, isReversed: state.place.isReversed) }
        .map(\.number))
  }

  /// The meaning that the others are held against: the one that was chosen, or the commonest.
  static func base(of state: DashboardState) -> MeaningGroup? {
    let groups = state.meaningGroups
    return state.place.compared.flatMap { groups[$0] } ?? groups.groups.first { $0.meaning != nil }
  }

  func draw(in area: Rect, on canvas: inout Canvas) {
    let groups = state.meaningGroups
    let inside = Frame(
      title: [Span("meanings", .title)] + SplitLayout.filterNote(state.place.filter),
      note: [
        Span("\(Figures.count(rows.count)) of ", .muted),
        Span("n \(Figures.count(groups.count))", .muted),
      ],
      footer: footer(area.width), focus: state.place.pane == 0 ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let base = Self.base(of: state)
    let table = Table(columns(inside.width), count: rows.count, emptyText: emptyText) { row in
      groups[rows.number(row)].map { cells($0, base, inside.width) } ?? []
    }
    table.draw(
      in: inside,
      state: SplitLayout.centred(
        rows.place(of: state.place.selection), count: rows.count, height: inside.height - 1,
        top: state.place.top),
      on: &canvas)
  }

  private func footer(_ width: Int) -> [Span] {
    let sort = MeaningSort(rawValue: state.place.sort) ?? .count
    let order = [
      Span("s ", .key),
      Span(
        "\(sort.title) \((state.place.isReversed ? Sign.ascending : .descending).symbol)", .accent),
      Span(" S", .key),
    ]
    let signs = [Span(" · {differs} [-missing-]", .muted)]
    let marks = [Span(" ·", .muted)] + MarkSigns.legend
    if width < 44 { return order }
    return width < 66 ? order + marks : order + signs + marks
  }

  private func columns(_ width: Int) -> [Table.Column] {
    var columns: [Table.Column] = [
      .init("said", .fixed(5), .trailing), .init("solved", .fixed(6), .trailing),
      .init("of", .fixed(5), .trailing),
    ]
    if width >= 44 { columns.append(.init("steps", .fixed(7))) }
    return columns + [
      .init(MarkSigns.title, .fixed(MarkSigns.title.count)), .init("such as", .share()),
    ]
  }

  private func cells(_ group: MeaningGroup, _ base: MeaningGroup?, _ width: Int) -> [[Span]] {
    var cells: [[Span]] = [
      [Span(Figures.count(group.count), .text)],
      [Span(Figures.share(group.successRate), group.retries > 0 ? .text : .muted)],
      [Span(Figures.count(group.retries), .muted)],
    ]
    if width >= 44 { cells.append([Span(Self.steps(of: group), .muted)]) }
    let isBase = group.number == base?.number
    return cells + [
      MarkSigns.column(group.meaning?.marks),
      (isBase ? [Span("base: ", .accent)] : []) + example(of: group, base),
    ]
  }

  private func example(of group: MeaningGroup, _ base: MeaningGroup?) -> [Span] {
    guard let meaning = group.meaning else { return [Span("not judged", .muted)] }
    let difference = MeaningDifference(of: meaning, from: base?.meaning)
    guard let text = state.texts(of: group.lastEpisode)?.reflection else {
      return difference.names
    }
    return difference.excerpt(of: text, legend: state.run.start?.legend ?? [])
  }

  static func steps(of group: MeaningGroup) -> String {
    group.firstStep == group.lastStep
      ? "\(group.firstStep)" : "\(group.firstStep)–\(group.lastStep)"
  }

  private var emptyText: String {
    if !state.place.filter.isEmpty { return QueryNote.nothingFound(state) }
    return EmptyWords.reflections(state.run)
  }
}
