import RunModel
import TerminalUI

/// The reflections of a run as a list that can be sorted and filtered.
struct ReflectionList {
  let state: DashboardState
  let rows: Rows

  func draw(in area: Rect, on canvas: inout Canvas) {
    let inside = Frame(
      title: [Span("reflections", .title)] + SplitLayout.filterNote(state.place.filter),
      note: [Span(note, .muted)],
      footer: footer(area.width),
      focus: state.place.pane == 0 ? .focused : .unfocused
    ).draw(in: area, on: &canvas)
    let table = Table(
      columns(inside.width), count: rows.count, emptyText: emptyText
    ) { row in
      cells(row, inside.width)
    }
    table.draw(
      in: inside,
      state: SplitLayout.centred(
        rows.place(of: state.place.selection), count: rows.count, height: inside.height - 1,
        top: state.place.top),
      on: &canvas)
  }

  /// As much of an area as the list takes beside what is selected: texts want the room.
  static func width(in area: Rect) -> Int {
    max(40, min(area.width - 46, area.width * 21 / 40, 64))
  }

  /// The width from which numbers do not take it from the texts.
  private static let hasNumbers = 70

  /// How many there are, and how many texts of which some came again.
  private var note: String {
    let groups = state.textGroups
    let count = Figures.count(groups.count)
    guard !state.place.isUnfolded, groups.groups.count < groups.count else { return count }
    return "\(Figures.count(groups.groups.count)) texts of \(count)"
  }

  private var order: Sign { state.place.isReversed ? .descending : .ascending }

  private func footer(_ width: Int) -> [Span] {
    let sort = ReflectionSort(rawValue: state.place.sort) ?? .step
    let sorted = [
      Span("s ", .key), Span("\(sort.title) \(order.symbol)", .accent),
      Span(" S", .key),
    ]
    let groups = state.textGroups
    let folds: [Span] =
      groups.groups.count < groups.count
      ? [Span(" · ", .muted), Span("u", .key), Span(" \(Sign.times.symbol) open", .muted)] : []
    let marks = [Span(" ·", .muted)] + MarkSigns.legend
    let remarks = [Span(" · ? unread ↻ again", .muted)]
    let differs = [
      Span(" · ", .muted), Span("new", Style.text.underlined), Span(" to the row above", .muted),
    ]
    let parts = [
      sorted + folds + differs + remarks + marks, sorted + folds + remarks + marks,
      sorted + folds + marks, sorted + marks,
    ]
    return parts.first { TextWidth.columns(of: $0.map(\.text).joined()) + 4 <= width } ?? sorted
  }

  private func columns(_ width: Int) -> [Table.Column] {
    let sort = ReflectionSort(rawValue: state.place.sort) ?? .step
    func title(_ column: ReflectionSort, _ name: String) -> String {
      column == sort ? name + order.symbol : name
    }
    var columns: [Table.Column] = [
      .init(title(.step, "step"), .fixed(5), .trailing), .init(title(.lift, "lift"), .fixed(5)),
      .init(title(.rules, "rule"), .fixed(5)),
    ]
    if width >= Self.hasNumbers {
      columns += [
        .init(title(.novelty, "nov"), .fixed(4), .trailing),
        .init(title(.length, "len"), .fixed(4), .trailing),
      ]
    }
    columns.append(.init(MarkSigns.title, .fixed(MarkSigns.title.count)))
    if sort == .task { columns.append(.init(title(.task, "task"), .fixed(12))) }
    return columns + [.init("text", .share())]
  }

  private var emptyText: String {
    if !state.place.filter.isEmpty { return QueryNote.nothingFound(state) }
    return EmptyWords.reflections(state.run)
  }

  private func cells(_ place: Int, _ width: Int) -> [[Span]] {
    guard let row = Self.row(rows.number(place), state) else { return [] }
    let (record, reflection) = (row.record, row.record.reflection)
    var cells: [[Span]] = [
      [Span("\(record.step)", .muted)], [Self.sign(of: row.lift)], [Self.rules(reflection)],
    ]
    if width >= Self.hasNumbers {
      cells += [
        [Span(Figures.share(reflection?.novelty), .muted)],
        [Span(Figures.tokens(reflection?.tokens), .muted)],
      ]
    }
    cells.append(MarkSigns.column(reflection?.meaning?.marks))
    if state.place.sort == ReflectionSort.task.rawValue {
      cells.append([Span(String(record.task.suffix(12)), .muted)])
    }
    return cells + [marks(of: row) + words(at: place, width)]
  }

  /// What stands before the words: how often they were written, and what is odd about them.
  private func marks(of row: ReflectionRow) -> [Span] {
    let reflection = row.record.reflection
    var marks: [Span] = []
    if row.count > 1 {
      marks.append(Span("\(Sign.times.symbol)\(Figures.count(row.count)) ", .accent))
    } else if reflection?.isRepeated == true {
      marks.append(Span("\(Sign.again.symbol) ", .muted))
    }
    if reflection?.parsed == false {
      marks.append(Span("\(Sign.unreadable.symbol) ", .warning))
    }
    let signs = state.open.marks.signs(row.record.id)
    return marks + (signs.isEmpty ? [] : [Span(signs.dropFirst() + " ", .accent)])
  }

  /// The words, marked where the row above has nearly the same and not these.
  private func words(at place: Int, _ width: Int) -> [Span] {
    guard let text = text(at: place) else { return [Span("in the log: Enter reads it", .muted)] }
    guard place > 0, let above = self.text(at: place - 1) else { return [Span(text, .text)] }
    guard text != above else { return [Span("the words above", .muted)] }
    // What stands beside the text takes some thirty columns.
    return RowDifference(from: above, to: text).spans(width: width - 30)
  }

  private func text(at place: Int) -> String? {
    state.run.texts(of: rows.number(place))?.reflection?.text
  }

  /// Up if the second attempt was better, with its size.
  private static func sign(of lift: Double?) -> Span {
    guard let lift else { return Span("…", .muted) }
    if lift > 0 { return Span("\(Sign.better.symbol)\(Figures.reward(lift))", .good) }
    if lift < 0 { return Span("\(Sign.worse.symbol)\(Figures.reward(-lift))", .warning) }
    return Span(" 0", .muted)
  }

  private static func rules(_ reflection: EpisodeRecord.Reflection?) -> Span {
    guard let rules = reflection?.rules, rules.claims > 0 else {
      return Span(Figures.unknown, .muted)
    }
    let look = ClaimLook(rules, marks: reflection?.meaning?.marks)
    return Span("\(look.sign)\(rules.right)/\(rules.claims)", look.style)
  }
}
